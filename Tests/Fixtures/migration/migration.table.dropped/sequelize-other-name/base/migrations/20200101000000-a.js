module.exports = { up: async (qi, Sequelize) => { await qi.createTable('users', { id: Sequelize.INTEGER }); }, down: async (qi) => {} };

module.exports = { up: async (qi, Sequelize) => { await qi.dropTable('users'); await qi.removeColumn('teams', 'name'); }, down: async (qi) => {} };

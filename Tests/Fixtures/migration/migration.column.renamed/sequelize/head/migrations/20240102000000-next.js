module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.renameColumn('users', 'name', 'title', { transaction });
      await queryInterface.addColumn('users', 'age', { type: Sequelize.INTEGER, allowNull: false });
      await queryInterface.addIndex('users', ['title'], { name: 'by_title' });
      await queryInterface.bulkDelete('logs', {});
      await queryInterface.sequelize.query('DROP TABLE audit');
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('users');
  },
};

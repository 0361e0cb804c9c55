module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable("teams", { id: { type: Sequelize.UUID, primaryKey: true } });
    await queryInterface.createTable("hooks", {
      id: { type: Sequelize.UUID, primaryKey: true },
      teamId: { type: Sequelize.UUID, allowNull: false, references: { model: "teams" } },
    });
    await queryInterface.addIndex("hooks", ["teamId"]);
  },
  down: async (queryInterface) => queryInterface.dropTable("hooks"),
};

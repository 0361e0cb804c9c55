module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.removeConstraint("hooks", "hooks_teamId_fkey");
    await queryInterface.changeColumn("hooks", "teamId", {
      type: Sequelize.UUID,
      allowNull: false,
      onDelete: "cascade",
      references: { model: "teams" },
    });
    await queryInterface.removeIndex("hooks", ["teamId"]);
  },
  down: async (queryInterface) => queryInterface.addIndex("hooks", ["teamId"]),
};

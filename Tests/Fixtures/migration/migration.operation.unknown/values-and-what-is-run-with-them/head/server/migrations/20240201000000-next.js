const { execFileSync } = require("child_process");
const path = require("path");

module.exports = {
  up: async (queryInterface) => {
    const name = path.basename(__filename);
    console.log(process.cwd());
    execFileSync("node", [path.join(process.cwd(), name)]);
  },
  down: async () => {},
};

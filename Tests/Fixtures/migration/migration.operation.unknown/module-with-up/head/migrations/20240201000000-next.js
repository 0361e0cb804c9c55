const run = require("./run");

module.exports = {
  up: async () => {
    await run("cleanup");
  },
  down: async () => {},
};

exports.up = (knex) => knex.schema[name]('users');
exports.down = () => {};

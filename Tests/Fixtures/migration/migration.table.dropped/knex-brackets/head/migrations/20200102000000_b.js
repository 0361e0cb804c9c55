exports.up = (knex) => knex.schema['dropTable']('users');
exports.down = () => {};

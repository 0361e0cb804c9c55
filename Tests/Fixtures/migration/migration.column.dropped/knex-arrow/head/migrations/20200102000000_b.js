exports.up = (knex) => knex.schema.alterTable('users', (t) => t.dropColumn('name'));
exports.down = () => {};

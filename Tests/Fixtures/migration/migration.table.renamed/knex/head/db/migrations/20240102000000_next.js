exports.up = async function (knex) {
  await knex.schema.renameTable('users', 'people');
  await knex.schema.alterTable('orders', (table) => {
    table.dropColumn('note');
    table.string('code').notNullable();
    table.uuid('token').defaultTo(knex.raw('gen_random_uuid()'));
  });
  await knex('orders').del();
  await knex.raw(`TRUNCATE audit`);
  await somethingElse(knex);
};
exports.down = (knex) => knex.schema.dropTable('people');

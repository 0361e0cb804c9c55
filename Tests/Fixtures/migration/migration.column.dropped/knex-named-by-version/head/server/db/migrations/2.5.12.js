exports.up = async knex => {
  await knex.schema
    .alterTable('comments', table => {
      table.dropColumn('title')
      table.integer('replyTo').unsigned().notNullable().defaultTo(0)
    })
}
exports.down = knex => { }

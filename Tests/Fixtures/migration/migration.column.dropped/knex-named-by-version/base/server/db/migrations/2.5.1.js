exports.up = knex => knex.schema.createTable('comments', table => {
  table.increments('id')
  table.string('title')
})
exports.down = knex => { }

import HostCode
import Testing

@Suite("Calls in host code") struct HostCodeTests {
  /// The calls of a function's body, or of the whole text, each as one line.
  private func shown(_ text: String, _ language: HostLanguage, in function: String? = nil) throws -> [String] {
    let code = try #require(HostCode(Array(text.utf8), language))
    let bodies = function.map { code.bodies(of: $0) } ?? [code.whole]
    return bodies.flatMap { code.calls(in: $0).map { self.text(of: $0, code) } }
  }

  private func text(of call: HostCall, _ code: HostCode) -> String {
    let arguments = call.arguments.map { ($0.label.map { "\($0): " } ?? "") + text(of: $0.value, code) }
    let block =
      call.block.map { " {" + code.calls(in: $0).map { text(of: $0, code) }.joined(separator: "; ") + "}" } ?? ""
    return (call.receiver.isEmpty ? "" : call.receiver + ".") + call.name + "(" + arguments.joined(separator: ", ")
      + ")" + block
      + call.chain.map { "." + text(of: $0, code) }.joined()
  }

  private func text(of value: HostValue, _ code: HostCode) -> String {
    switch value {
    case .string(let string): "'\(string.text)'"
    case .symbol(let name): ":\(name)"
    case .number(let text), .name(let text): text
    case .boolean(let truth): "\(truth)"
    case .null: "null"
    case .list(let items): "[" + items.map { text(of: $0, code) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { ($0.label ?? "") + ": " + text(of: $0.value, code) }.joined(separator: ", ") + "}"
    case .call(let call): text(of: call, code)
    case .block(let body): "{" + code.calls(in: body).map { text(of: $0, code) }.joined(separator: "; ") + "}"
    case .other: "?"
    }
  }

  @Test("Ruby: calls without parentheses, blocks, symbols, here-documents, lambdas")
  func ruby() throws {
    let text = """
      class A < ActiveRecord::Migration[7.0]
        # add_column :no, :no
        def change
          create_table :users, id: :uuid do |t|
            t.string :name, null: false, default: "x" # why
            t.index [:name], unique: true
            t.timestamps
          end
          add_column(:users, :made, :datetime, default: -> { "now()" }) unless column_exists?(:users, :made)
          execute <<~SQL
            DROP TABLE users -- #{name}
          SQL
          add_index :users, %i[a b], name: 'ab'
        end

        def down; drop_table :users; end
      end
      """
    #expect(
      try shown(text, .ruby, in: "change")
        == [
          "create_table(:users, id: :uuid) {t.string(:name, null: false, default: 'x'); t.index([:name], unique: true); "
            + "t.timestamps()}",
          "add_column(:users, :made, :datetime, default: lambda('now()'))", "column_exists?(:users, :made)",
          "execute('      DROP TABLE users -- {{value}}\n')", "add_index(:users, ['a', 'b'], name: 'ab')",
        ])
    #expect(try shown(text, .ruby, in: "down") == ["drop_table(:users)"])
  }

  @Test("Python: keyword arguments, lists, strings side by side, bodies by indentation")
  func python() throws {
    let text = """
      def upgrade():
          op.add_column('users', sa.Column("name", sa.String(length=50), nullable=False))
          with op.batch_alter_table("users") as batch_op:
              batch_op.drop_column('age')  # gone
          op.execute("UPDATE users "
                     "SET a = 1")
          op.execute(f"DROP TABLE {name}")

      def downgrade():
          pass
      """
    #expect(
      try shown(text, .python, in: "upgrade") == [
        "op.add_column('users', sa.Column('name', sa.String(length: 50), nullable: false))",
        "op.batch_alter_table('users')", "batch_op.drop_column('age')", "op.execute('UPDATE users SET a = 1')",
        "op.execute('DROP TABLE {{value}}')",
      ])
    #expect(try shown(text, .python, in: "downgrade") == [])
  }

  @Test("JavaScript: functions and arrows as arguments, chains, templates, both ways to export")
  func javascript() throws {
    let text = """
      exports.up = async (knex) => {
        await knex.schema.alterTable('users', (table) => {
          table.string('name', 50).notNullable().defaultTo("it's");
        });
        await knex.raw(`DROP TABLE ${name}`);
      };
      exports.down = function (knex) { return knex.schema.dropTable('users') };
      """
    #expect(
      try shown(text, .javascript, in: "up") == [
        "knex.schema.alterTable('users', {table.string('name', 50).notNullable().defaultTo('it's')})",
        "knex.raw('DROP TABLE {{value}}')",
      ])
    #expect(try shown(text, .javascript, in: "down") == ["knex.schema.dropTable('users')"])
    let typed = """
      module.exports = {
        up: (queryInterface, Sequelize) => queryInterface.addColumn(
          't', 'c', { type: Sequelize.STRING(5), allowNull: false }),
        async down(queryInterface) { await queryInterface.removeColumn('t', 'c'); },
      };
      """
    #expect(
      try shown(typed, .javascript, in: "up") == [
        "queryInterface.addColumn('t', 'c', {type: Sequelize.STRING(5), allowNull: false})"
      ])
    #expect(try shown(typed, .javascript, in: "down") == ["queryInterface.removeColumn('t', 'c')"])
  }

  @Test("Elixir, PHP and Swift")
  func others() throws {
    let elixir = """
      def change do
        create table(:users, primary_key: false) do
          add :name, :string, null: false
        end
        create index(:users, [:name], concurrently: true)
      end
      """
    #expect(
      try shown(elixir, .elixir, in: "change") == [
        "create(table(:users, primary_key: false)) {add(:name, :string, null: false)}",
        "create(index(:users, [:name], concurrently: true))",
      ])
    let php = """
      <?php
      return new class extends Migration {
        public function up(): void {
          Schema::table('users', function (Blueprint $table) { $table->string('name')->nullable(); });
          DB::statement("UPDATE users SET a = '$b'" . $c);
        }
      };
      """
    #expect(
      try shown(php, .php, in: "up") == [
        "Schema.table('users', {$table.string('name').nullable()})",
        "DB.statement('UPDATE users SET a = '{{value}}'{{value}}')",
      ])
    let swift = """
      func prepare(on database: Database) async throws {
        try await database.schema("users")
          .field("name", .string, .required)
          .update()
      }
      """
    #expect(
      try shown(swift, .swift, in: "prepare") == ["database.schema('users').field('name', .string, .required).update()"]
    )
  }

  @Test("Damaged and deep code ends, in time that is linear")
  func damaged() throws {
    let seeds: [(HostLanguage, String)] = [
      (
        .ruby,
        "def up\n  create_table :a do |t|\n t.string :b, default: \"#{x}\"\n end\n execute <<~SQL\nDROP\nSQL\nend\n"
      ),
      (.python, "def upgrade():\n  op.execute(f'{a}' \"\"\"b\"\"\")\n"),
      (.javascript, "exports.up = (k) => { k.raw(`${a}`).then(() => 1) }"),
      (.elixir, "def change do\n create table(:a) do\n add :b, :c\n end\nend"),
      (.php, "function up() { DB::statement(<<<SQL\nDROP\nSQL); }"),
      (.swift, "func prepare(on d: D) { d.schema(\"a\").field(\"b\", .string).create() }"),
    ]
    var generator = SystemRandomNumberGenerator()
    for (language, text) in seeds {
      for unit in ["(", "[", "{", "do ", "a(", "->", "\"#{", "def a ", "|", "a.b(", "=>", "'", "if "] {
        let code = try #require(HostCode(Array(String(repeating: unit, count: 3_000).utf8), language))
        _ = code.calls(in: code.whole)
      }
      for _ in 0..<60 {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[index] = UInt8.random(in: 0...255, using: &generator)
        }
        let code = try #require(HostCode(bytes, language))
        _ = code.calls(in: code.whole)
        for name in ["up", "upgrade", "change", "prepare"] {
          for body in code.bodies(of: name) { _ = code.calls(in: body) }
        }
      }
    }
    #expect(HostCode([UInt8](repeating: 32, count: HostLimits.fileBytes + 1), .ruby) == nil)
  }
}

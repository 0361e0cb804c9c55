import SQL
import Testing

@Suite struct DirectiveTests {
  private func script(_ text: String) -> Script {
    StatementSplitter(dialect: .postgres).split(Array(text.utf8))
  }

  @Test("goose sections, blocks and NO TRANSACTION")
  func goose() {
    let script = script(
      """
      -- +goose NO TRANSACTION
      -- +goose Up
      CREATE TABLE a ();
      -- +goose StatementBegin
      SELECT 1; SELECT 2
      -- +goose StatementEnd
      -- +goose Down
      DROP TABLE a;
      """)
    #expect(script.statements.map(\.direction) == [.up, .up, .up, .down])
    #expect(
      script.directives.map(\.name) == ["no transaction", "up", "statementbegin", "statementend", "down"])
    #expect(script.directives.first?.disablesTransaction == true)
    #expect(script.diagnostics.isEmpty)
  }

  @Test(
    "Each tool's directives",
    arguments: [
      ("-- migrate:up transaction:false\n", Directive.Tool.dbmate, "up", true),
      ("--migrate:down\n", .dbmate, "down", false),
      ("-- +migrate Up notransaction\n", .sqlMigrate, "up", true),
      ("-- +migrate Down\n", .sqlMigrate, "down", false),
      ("-- no-transaction\n", .sqlx, "no-transaction", true),
      ("-- atlas:txmode none\n", .atlas, "txmode", true),
      ("-- atlas:nolint destructive\n", .atlas, "nolint", false),
      ("-- morph:nontransactional\n", .morph, "nontransactional", true),
      ("--liquibase formatted sql\n", .liquibase, "liquibase formatted", false),
      ("--changeset ana:1 runInTransaction:false\n", .liquibase, "changeset", true),
      ("--> statement-breakpoint\n", .drizzle, "statement-breakpoint", false),
    ])
  func tools(text: String, tool: Directive.Tool, name: String, disables: Bool) {
    let directives = script(text + "SELECT 1;").directives
    #expect(directives.map(\.tool) == [tool])
    #expect(directives.map(\.name) == [name])
    #expect(directives.map(\.disablesTransaction) == [disables])
  }

  @Test(
    "A directive where its tool does not look leaves the section as it is, and is reported",
    arguments: [
      "-- +goose Up\nSELECT 1;\n  -- +goose Down\nDROP TABLE a;",
      "-- +goose Up\nSELECT 1; -- +goose Down\nDROP TABLE a;",
      "-- migrate:up\nSELECT 1;\n -- migrate:down\nDROP TABLE a;",
      "-- +migrate Up\nSELECT 1;\n--+migrate Down\nDROP TABLE a;",
      "-- +migrate Up\nSELECT 1;\n-- +migrate down\nDROP TABLE a;",
    ])
  func misplaced(text: String) {
    let script = script(text)
    #expect(script.statements.last?.direction == .up)
    #expect(script.diagnostics.map(\.code) == [.misplacedDirective])
  }

  @Test("sqlx reads its line at the start of the file only; a remark that begins alike is none")
  func remarks() {
    let script = script("SELECT 1;\n-- no-transaction\n-- changeset of the week\n-- rollback\nSELECT 2;")
    #expect(script.directives.isEmpty)
    #expect(script.diagnostics.isEmpty)
  }

  @Test("Directives inside a block comment or a string are text")
  func hidden() {
    let script = script("-- +goose Up\n/*\n-- +goose Down\n*/ SELECT '\n-- +goose Down\n'; DROP TABLE a;")
    #expect(script.statements.map(\.direction) == [.up, .up])
  }

  @Test("A breakpoint ends a statement that has no semicolon")
  func breakpoint() {
    #expect(texts("DROP TABLE a --> statement-breakpoint\nDROP TABLE b") == ["DROP TABLE a", "DROP TABLE b"])
    #expect(texts("SELECT 1 --> 2; DROP TABLE a", .mysql).contains("DROP TABLE a"))
  }
}

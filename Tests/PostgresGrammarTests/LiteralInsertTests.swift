import PostgresGrammar
import SQL
import Testing

@Suite("Rows of literals") struct LiteralInsertTests {
  private func statement(_ text: String) -> Statement {
    Statement(range: 0..<text.utf8.count, line: 1, text: Array(text.utf8), dialect: .postgres)
  }

  @Test(
    "What is read without the grammar, the grammar reads alike",
    arguments: [
      "INSERT INTO users VALUES (1, 'x')",
      "insert into a.\"B c\" (id, \"Name\") values (-1.5, 'it''s'), (DEFAULT, NULL)",
      "INSERT INTO t\n(a)\nVALUES\n( true ),( false )\n",
    ])
  func agrees(text: String) throws {
    let insert = try #require(LiteralInsert.command(of: statement(text)))
    #expect(PostgresParser().parse(statement(text)) == .commands([insert], parsedBy: .literals))
    // A conflict clause sends the same statement to the grammar.
    let whole = PostgresParser().parse(statement(text + " ON CONFLICT DO NOTHING"))
    #expect(whole == .commands([insert], parsedBy: .postgresGrammar))
  }

  @Test(
    "What the grammar refuses, or means more, is left to it",
    arguments: [
      "INSERT INTO t VALUES (1 2)", "INSERT INTO t VALUES (1,)", "INSERT INTO select VALUES (1)",
      "INSERT INTO t VALUES ()",
      "INSERT INTO t VALUES (1) RETURNING id", "INSERT INTO t VALUES (f(1))", "INSERT INTO t VALUES (E'a')",
      "INSERT INTO t VALUES ('a'::text)", "INSERT INTO t SELECT 1", "INSERT INTO t VALUES (1x)",
      "INSERT INTO t VALUES (1) -- end", "INSERT INTO t VALUES ('a\\b')", "INSERT INTO t (a b) VALUES (1)",
      "INSERT INTO t VALUES ('a", "WITH x AS (DELETE FROM u) INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1", "I",
    ])
  func leaves(text: String) { #expect(LiteralInsert.command(of: statement(text)) == nil) }
}

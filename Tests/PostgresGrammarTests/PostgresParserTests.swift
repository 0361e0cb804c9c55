import Glibc
import PostgresGrammar
import SQL
import Testing

@Suite struct PostgresParserTests {
  private let parser = PostgresParser()

  private func outcomes(_ text: String, _ dialect: Dialect = .postgres) -> [ParseOutcome] {
    StatementSplitter(dialect: dialect).split(Array(text.utf8)).statements.map { parser.parse($0) }
  }

  @Test("Evidence can name the parser")
  func identity() {
    #expect(parser.identity.contains("PostgreSQL 15"))
    #expect(parser.identity.contains(Recognizer().identity))
  }

  @Test(
    "What the grammar of version 15 does not know goes to the recogniser, which is said",
    arguments: [
      "ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID",
      "ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b) VIRTUAL",
      "CREATE TABLE t (a int CONSTRAINT c NOT NULL, b text STORAGE main)", "DROP TABLE {{ .schema }}.users",
      "ALTER TABLE t ADD COLUMN a int DEFAULT 1_000",
    ])
  func newerSyntax(text: String) {
    #expect(outcomes(text).map(\.parsedBy) == [.recognizer])
  }

  @Test("Other dialects never reach the grammar")
  func otherDialects() {
    #expect(outcomes("DROP TABLE a", .mysql).map(\.parsedBy) == [.recognizer])
    #expect(outcomes("\\i a.sql").map(\.parsedBy) == [.recognizer])
  }

  @Test("When neither understands, the grammar's position counts, in characters outside ASCII too")
  func position() {
    guard case .unparsed(let diagnostic)? = outcomes("SELECT 1;\nDROP TABLE \"äöü\"\nfrob x;").last else {
      return #expect(Bool(false))
    }
    #expect(diagnostic.line == 3)
    #expect(diagnostic.offset == 30)
    #expect(diagnostic.code == .syntax)
  }

  @Test("A NUL byte never reaches the C library")
  func nulByte() {
    let text = Array("SELECT 1 \0; DROP TABLE a".utf8)
    let outcome = parser.parse(Statement(range: 0..<text.count, line: 1, text: text, dialect: .postgres))
    guard case .unparsed(let diagnostic) = outcome else { return #expect(Bool(false)) }
    #expect(diagnostic.code == .nulByte)
  }

  @Test("Several statements in one text are all converted")
  func severalStatements() {
    let text = Array("SELECT 1; DROP TABLE a".utf8)
    let outcome = parser.parse(Statement(range: 0..<text.count, line: 1, text: text, dialect: .postgres))
    #expect(outcome.commands.last == .drop(Drop(.table, [QualifiedName("a")])))
  }

  @Test("Zero and negative numbers, which the library's JSON leaves out, are read from the text")
  func integers() {
    #expect(
      outcomes("SET lock_timeout = 0").flatMap(\.commands) == [.set(SetVariable("lock_timeout", value: "0"))])
    #expect(outcomes("SET work_mem = -7").flatMap(\.commands) == [.set(SetVariable("work_mem", value: "-7"))])
    #expect(
      outcomes("ALTER SYSTEM SET a = 5").flatMap(\.commands) == [.alterSystem(variable: "a", value: "5")])
  }

  @Test("Strings come back with their line breaks, quotes and control characters")
  func strings() {
    let body = "a\n\"b\"\t\\ 'c' \u{1} ä"
    #expect(
      outcomes("DO $$\(body)$$").flatMap(\.commands) == [
        .dynamic(DynamicBlock(language: "plpgsql", body: body))
      ])
  }

  @Test(
    "Trees that overflow a usual stack are parsed on the big one",
    arguments: [
      ("SELECT 1", "+1"), ("SELECT 1", "::a"), ("SELECT 1", " UNION SELECT 1"),
      ("SELECT 1 FROM a", " JOIN a ON a"),
    ])
  func deepTrees(start: String, unit: String) {
    let count = min(60_000, (Limits.grammarBytes - start.utf8.count) / unit.utf8.count)
    let results = outcomes(start + String(repeating: unit, count: count))
    #expect(results.map(\.parsedBy) == [.postgresGrammar])
  }

  @Test(
    "Nested queries and parentheses end in an answer",
    arguments: [("(SELECT ", ")"), ("(", ")"), ("CASE WHEN a THEN ", " END")])
  func nested(open: String, close: String) {
    let text =
      "SELECT " + String(repeating: open, count: 10_000) + "1" + String(repeating: close, count: 10_000)
    #expect(outcomes(text).count == 1)
  }

  @Test("A statement above the grammar's limit goes to the recogniser")
  func large() {
    let text = "INSERT INTO a VALUES (1)" + String(repeating: ",(1)", count: Limits.grammarBytes / 4)
    #expect(outcomes(text).map(\.parsedBy) == [.recognizer])
  }

  @Test("Many tasks share one parser")
  func concurrency() async {
    let parser = parser
    let results = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let text = Array("DROP TABLE t\(number)".utf8)
          let outcome = parser.parse(
            Statement(range: 0..<text.count, line: 1, text: text, dialect: .postgres))
          return outcome
            == .commands([.drop(Drop(.table, [QualifiedName("t\(number)")]))], parsedBy: .postgresGrammar)
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.count == 64)
    #expect(results.allSatisfy { $0 })
  }

  /// The library makes a key per thread and deletes none, so a thread per parser would use up what a process has.
  @Test("Parsers come and go without using up the process's thread-specific keys")
  func lifetimes() {
    for _ in 0...Int(PTHREAD_KEYS_MAX) {
      let text = Array("SELECT 1".utf8)
      let outcome = PostgresParser().parse(Statement(range: 0..<8, line: 1, text: text, dialect: .postgres))
      #expect(outcome.parsedBy == .postgresGrammar)
    }
    var key = pthread_key_t()
    #expect(unsafe pthread_key_create(&key, nil) == 0)
    pthread_key_delete(key)
  }

  @Test("Damaged statements neither crash nor hang the library")
  func mutations() {
    let added = #"ADD COLUMN c numeric(3,2)[] DEFAULT f('x', E'\n', $q$z$q$) NOT NULL CHECK (c > 1)"#
    let seed = Array((#"ALTER TABLE "a".b "# + added + ", DROP d CASCADE").utf8)
    var generator = SplitMix(state: 9)
    for _ in 0..<1_500 {
      var text = seed
      for _ in 0..<Int.random(in: 1..<6, using: &generator) {
        let index = Int.random(in: 0..<text.count, using: &generator)
        text[index] = UInt8.random(in: 1...255, using: &generator)
      }
      text.removeLast(Int.random(in: 0..<20, using: &generator))
      let outcome = parser.parse(Statement(range: 0..<text.count, line: 1, text: text, dialect: .postgres))
      if case .unparsed(let diagnostic) = outcome { #expect(diagnostic.offset <= text.count) }
    }
  }
}

import SQL
import Testing

/// Damaged files must neither crash nor hang the splitter and the recogniser, and nothing of them may get
/// lost.
@Suite struct MutationTests {
  private func samples() throws -> [(dialect: Dialect, bytes: [UInt8])] {
    try Dialect.allCases.flatMap { dialect in try corpus(dialect).map { (dialect, $0.bytes) } }
  }

  private func read(_ bytes: [UInt8], _ dialect: Dialect) {
    let script = StatementSplitter(dialect: dialect).split(bytes)
    var last = 0
    for statement in script.statements {
      #expect(statement.range.lowerBound >= last)
      #expect(bytes[statement.range].elementsEqual(statement.text))
      last = statement.range.upperBound
      if case .unparsed(let diagnostic) = Recognizer().parse(statement) {
        #expect(
          diagnostic.offset >= statement.range.lowerBound && diagnostic.offset <= statement.range.upperBound)
      }
    }
    #expect(last <= bytes.count)
  }

  @Test("Cut off, flipped and spliced files")
  func damaged() throws {
    var generator = SeededGenerator(state: 15)
    for sample in try samples() {
      for round in 0..<6 {
        // A window keeps the rounds cheap; every part of a file comes up in some round.
        let start = Int.random(in: 0..<sample.bytes.count, using: &generator)
        var bytes = Array(sample.bytes[start..<min(start + 700, sample.bytes.count)])
        for _ in 0..<(round * 3) {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: bytes[index] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
          case 1:
            bytes.insert(Array("'\"`$;()[]{}\\/*-\0\n".utf8).randomElement(using: &generator) ?? 0, at: index)
          default: bytes.remove(at: index)
          }
        }
        read(bytes, sample.dialect)
      }
    }
  }

  @Test("Every prefix of a statement with all kinds of quotes")
  func prefixes() {
    let text =
      #"CREATE FUNCTION "f"() AS $x$;$x$ /* /* */ */ E'\'' -- ;"#
      + "\n ${a} {{b}} BEGIN ATOMIC SELECT (1); END; COPY a FROM stdin;\n1\n\\.\n"
    let bytes = Array(text.utf8)
    for end in 0...bytes.count {
      for dialect in Dialect.allCases { read(Array(bytes[..<end]), dialect) }
    }
  }

  @Test(
    "Deep and repetitive input takes linear time and no stack",
    arguments: [
      ("SELECT ", "("), ("SELECT 1", "+1"), ("SELECT ", "{{"), ("SELECT ", "$a"), ("SELECT ", "[("),
      ("", "/*"), ("", "/*!"),
      ("", "WITH a AS ("), ("", "EXPLAIN ANALYZE "), ("ALTER TABLE t ADD ", "("), ("SELECT ", "f("),
      ("", "\\a"), ("", "--\n"),
      ("SELECT ", "a."), ("CREATE FUNCTION f() ", "BEGIN "), ("SELECT ", "'"), ("DROP TABLE ", "a,"),
      ("ALTER TABLE t ", "ADD a int,"),
    ])
  func deep(start: String, unit: String) {
    let text = Array((start + String(repeating: unit, count: 10_000)).utf8)
    for dialect in [Dialect.postgres, .mysql] { read(text, dialect) }
  }

  @Test("A file of 1.5 MB of rows", .timeLimit(.minutes(20)))
  func manyRows() {
    let row = "INSERT INTO events (id, kind, doc) VALUES (1, 'a;b', '{\"k\": \"it''s\"}');\n"
    let bytes = Array(String(repeating: row, count: 1_500_000 / row.utf8.count).utf8)
    let script = StatementSplitter(dialect: .postgres).split(bytes)
    #expect(script.statements.count == 1_500_000 / row.utf8.count)
    #expect(script.diagnostics.isEmpty)
  }
}

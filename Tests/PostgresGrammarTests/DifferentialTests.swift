import Foundation
import PostgresGrammar
import SQL
import Testing

/// The recogniser against PostgreSQL's grammar: an oracle that nobody of us wrote.
@Suite struct DifferentialTests {
  private let parser = PostgresParser()

  private func corpus() throws -> [Statement] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "SQLTests/Corpus/postgres")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.flatMap { name in
      StatementSplitter(dialect: .postgres).split(Array(try Data(contentsOf: folder.appending(path: name))))
        .statements
    }
  }

  @Test("Both read every statement of the corpus alike")
  func corpusAgrees() throws {
    let statements = try corpus()
    #expect(statements.count >= 350)
    for statement in statements {
      let grammar = parser.parse(statement)
      let text = String(decoding: statement.text, as: UTF8.self)
      #expect(grammar.parsedBy == .postgresGrammar || grammar.parsedBy == .literals, "\(text)")
      let recognized = Recognizer().parse(statement).commands
      #expect(grammar.commands.map(CommandText.of) == recognized.map(CommandText.of), "\(text)")
    }
  }

  @Test("Where both read a damaged statement, they find the same commands on the same objects")
  func damagedStatementsAgree() throws {
    var generator = SplitMix(state: 4)
    var compared = 0
    let statements = try corpus()
    for round in 0..<(3 * statements.count) {
      let statement = statements[round % statements.count]
      // One word less: the kind of damage that leaves a statement valid most often.
      var words = String(decoding: statement.text, as: UTF8.self).split(
        separator: " ", omittingEmptySubsequences: false)
      guard words.count > 2 else { continue }
      words.remove(at: Int.random(in: 1..<words.count, using: &generator))
      let text = words.joined(separator: " ")
      for damaged in StatementSplitter(dialect: .postgres).split(Array(text.utf8)).statements {
        let grammar = parser.parse(damaged)
        let recognized = Recognizer().parse(damaged)
        guard grammar.parsedBy == .postgresGrammar, recognized.parsedBy != nil else { continue }
        compared += 1
        #expect(grammar.commands.map(CommandText.of) == recognized.commands.map(CommandText.of), "\(text)")
      }
    }
    #expect(compared > 100)
  }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

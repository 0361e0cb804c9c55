import Findings
import SQL

@testable import Classification

/// A statement on the schema of `Corpus/setup.sql`, with the settings before it.
struct OnlineDDLCase: Sendable, CustomStringConvertible {
  let name: String
  let settings: [String]
  let sql: String

  var description: String { name }

  static let corpus = StatementCorpus(beside: #filePath)

  static func all() throws -> [OnlineDDLCase] {
    try corpus.lines(of: "statements.txt").map { line in
      let statements = statements(of: line.text)
      return OnlineDDLCase(name: line.name, settings: statements.dropLast(), sql: statements.last ?? "")
    }
  }

  static func statements(of sql: String) -> [String] {
    StatementSplitter(dialect: .mysql).split(Array(sql.utf8)).statements.map {
      String(decoding: $0.text, as: UTF8.self)
    }
  }

  static func commands(of sql: String) -> [Command] {
    StatementSplitter(dialect: .mysql).split(Array(sql.utf8)).statements.flatMap { Recognizer().parse($0).commands }
  }

  /// The schema that the setup makes, as the analysis reads it.
  static func schema() throws -> SchemaState {
    var schema = SchemaState()
    schema.enter("mysql/setup.sql", isChange: false, dialect: .mysql)
    for command in try commands(of: corpus.text("setup.sql")) { schema.apply(command) }
    return schema
  }

  /// The table that the statement changes, as the corpus writes it.
  var table: String? {
    sql.firstMatch(of: /^ALTER TABLE (\w+)|^CREATE .* ON (\w+)/).map { String($0.output.1 ?? $0.output.2 ?? "") }
  }

  /// What the analysis says.
  func verdict(on schema: SchemaState, _ server: InnoDBServer) -> String {
    var session = SessionState()
    for command in settings.flatMap(Self.commands) { session.apply(command) }
    let alteration = TableAlteration(schema: schema, session: session, server: server)
    guard let command = Self.commands(of: sql).first, let cost = alteration.cost(of: command)?.cost else { return "?" }
    return "\(cost.algorithm.name) \(cost.lock.name)"
  }
}

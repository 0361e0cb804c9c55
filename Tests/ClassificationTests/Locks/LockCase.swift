import PostgresGrammar
import SQL

@testable import Classification

/// Statements that run in one transaction on the schema of `Corpus/setup.sql`.
struct LockCase: Sendable, CustomStringConvertible {
  let name: String
  let sql: String

  var description: String { name }

  static let corpus = StatementCorpus(beside: #filePath)

  static func all() throws -> [LockCase] {
    try corpus.lines(of: "statements.txt").map { LockCase(name: $0.name, sql: $0.text) }
  }

  /// The schema that the setup makes, as the analysis reads it.
  static func schema() throws -> SchemaState {
    var schema = SchemaState()
    for command in try commands(of: corpus.text("setup.sql")) { schema.apply(command) }
    return schema
  }

  static func commands(of sql: String) -> [Command] {
    let parser = PostgresParser()
    return StatementSplitter(dialect: .postgres).split(Array(sql.utf8)).statements.flatMap { parser.parse($0).commands }
  }

  /// What the analysis says of the tables that stand in `schema`, one after another.
  func verdict(on schema: SchemaState) -> String {
    var state = schema
    var session = SessionState()
    var transaction = TransactionState(.wrapped, statements: 1, isOptedOut: false)
    for command in Self.commands(of: sql) {
      let effects = StatementEffects(of: command, on: state, session).tables
      state.apply(command)
      session.apply(command)
      transaction.apply(command, effects)
    }
    return transaction.touched.filter { schema.tables[$0.key] != nil && $0.value.lock >= .rowExclusive }
      .sorted { $0.key.description < $1.key.description }
      .map { table, effect in
        "\(table) \(effect.lock.name)" + (effect.rewrites == .no ? "" : effect.rewrites == .yes ? " rewrite" : " ?")
          + (effect.scans ? " scan" : "")
      }.joined(separator: ", ")
  }
}

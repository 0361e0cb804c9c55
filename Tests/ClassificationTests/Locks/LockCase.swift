import Foundation
import PostgresGrammar
import SQL

@testable import Classification

/// Statements that run in one transaction on the schema of `Corpus/setup.sql`.
struct LockCase: Sendable, CustomStringConvertible {
  let name: String
  let sql: String

  var description: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The lines `name | text` of a file.
  static func lines(of file: String) throws -> [(name: String, text: String)] {
    try text(file).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: " | ", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  static func all() throws -> [LockCase] {
    try lines(of: "statements.txt").map { LockCase(name: $0.name, sql: $0.text) }
  }

  /// The schema that the setup makes, as the analysis reads it.
  static func schema() throws -> SchemaState {
    var schema = SchemaState()
    for command in try commands(of: text("setup.sql")) { schema.apply(command) }
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

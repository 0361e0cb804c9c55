import Findings
import Foundation
import SQL

@testable import Classification

/// A statement on the schema of `Corpus/setup.sql`, with the settings before it.
struct OnlineDDLCase: Sendable, CustomStringConvertible {
  let name: String
  let settings: [String]
  let sql: String

  var description: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func lines(of file: String) throws -> [(name: String, text: String)] {
    try text(file).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: " | ", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  static func all() throws -> [OnlineDDLCase] {
    try lines(of: "statements.txt").map { line in
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
    for command in try commands(of: text("setup.sql")) { schema.apply(command) }
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

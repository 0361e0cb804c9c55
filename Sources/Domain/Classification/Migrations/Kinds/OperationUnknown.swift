public import Findings
import SQL

extension ChangeKind {
  /// Code of a migration that is none of its framework's operations: a function of one's own, a change of rows.
  public static let migrationOperationUnknown = ChangeKind(
    id: "migration.operation.unknown", title: "Migration operation not understood",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why: "What the code does to the database is decided when it runs, and no rule here knows it.",
    instead:
      "Use the framework's own operations or plain SQL for the schema, and change rows in batches outside the "
      + "migration."
  )
}

/// What of a migration in code is no known operation.
enum OperationUnknown {
  static let kind = ChangeKind.migrationOperationUnknown

  /// One finding for each line of `added` statements that has such code.
  static func findings(in side: MigrationSide, added: Set<Int>) -> [Finding] {
    guard let script = side.content.script else { return [] }
    var lines: Set<Int> = []
    return added.sorted().compactMap { index in
      guard case .unparsed(let problem) = script.outcomes[index], problem.code == .unknownOperation,
        side.file.direction(of: script.statements[index]) == .up, lines.insert(problem.line).inserted
      else { return nil }
      return Finding(
        kind: kind, confidence: .symbolic, location: Finding.Location(side.file.path, line: problem.line),
        resource: side.file.path.display, after: .text(words(script.statements[index])), files: side.inputs,
        facts: [Finding.Fact("tool", side.file.layout.rawValue)])
    }
  }

  /// The beginning of the code, up to what it is called with: enough to tell one operation from another.
  private static func words(_ statement: Statement) -> String {
    let limit = 80
    let head = statement.text.prefix(min(limit, statement.range.count))
      .prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "{") && !$0.isLineEnd && $0 != UInt8(ascii: " ") }
    return String(decoding: head, as: UTF8.self)
  }
}

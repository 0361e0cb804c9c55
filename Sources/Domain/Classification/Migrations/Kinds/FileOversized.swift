public import Findings
import SQL

extension ChangeKind {
  /// A migration, or one statement of it, above the size limit.
  public static let migrationFileOversized = ChangeKind(
    id: "migration.file.oversized", title: "Migration too large to read",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "Nothing in the part that was not read has been judged.",
    instead: "Split it, and load data outside the migrations.")
}

/// What of a changed file was too large to be read.
enum FileOversized {
  static let kind = ChangeKind.migrationFileOversized

  static func findings(in side: MigrationSide, added: Set<Int>) -> [Finding] {
    if case .oversized(let size) = side.content { return [finding(side, line: 0, "\(size) bytes")] }
    guard let script = side.content.script else { return [] }
    let problems =
      script.script.diagnostics
      + script.outcomes.enumerated().compactMap { index, outcome in
        if added.contains(index), case .unparsed(let problem) = outcome { problem } else { nil }
      }
    return problems.filter { StatementUnparsed.sizeProblems.contains($0.code) }
      .map { finding(side, line: $0.line, $0.code.rawValue) }
  }

  private static func finding(_ side: MigrationSide, line: Int, _ reason: String) -> Finding {
    Finding(
      kind: kind, confidence: .symbolic, location: Finding.Location(side.file.path, line: line),
      resource: side.file.path.display, after: .text(reason), files: side.inputs)
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// The table is copied into a new one which takes its name: SQLite's way to change a table.
  public static let migrationTableRebuilt = ChangeKind(
    id: "migration.table.rebuilt", title: "Table rebuilt by copying",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why: "What the copy leaves out is lost, and writes wait meanwhile.",
    instead:
      "Compare the columns of the old and the new table, and keep a copy of the file until the new one is "
      + "known to be whole.")
}

struct TableRebuilt: HazardRule {
  let kind = ChangeKind.migrationTableRebuilt
  let dialects: Set<Dialect>? = [.sqlite]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .table else { return [] }
    return drop.names.filter { Self.isRebuilt($0, context) }.map { .table($0) }
  }

  /// Whether a table that the change made, and put rows in, takes the name of `table` later in the file.
  static func isRebuilt(_ table: QualifiedName, _ context: HazardContext) -> Bool {
    guard context.dialect == .sqlite, let copy = context.outline.renamedInto[ObjectKey(table)],
      let state = context.schema.tables[copy]
    else { return false }
    return state.origin == .change && state.isFilled
  }
}

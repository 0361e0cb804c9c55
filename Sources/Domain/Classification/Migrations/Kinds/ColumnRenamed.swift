public import Findings
import SQL

extension ChangeKind {
  /// `RENAME COLUMN` on an existing table.
  public static let migrationColumnRenamed = ChangeKind(
    id: "migration.column.renamed", title: "Column renamed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "During a rolling deployment, code with the old name and code with the new one run at once, and one "
      + "of them fails.",
    instead:
      "Add a column with the new name, write both, move the readers over and drop the old one in a later "
      + "release.")
}

struct ColumnRenamed: HazardRule {
  let kind = ChangeKind.migrationColumnRenamed

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .renameColumn(let from, let to) = action,
        !context.schema.isNew(column: from, of: alter.name)
      else { return nil }
      return .part("column", from, of: alter.name, before: from, after: to)
    }
  }
}

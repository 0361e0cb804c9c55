public import Findings
import SQL

extension ChangeKind {
  /// `DELETE` with a `WHERE` clause.
  public static let migrationRowsRemoved = ChangeKind(
    id: "migration.rows.removed", title: "Rows deleted by a condition",
    baseScore: BaseScore.medium, direction: .loosens, reversible: false,
    why: "The rows that meet the condition are gone, and how many these are nobody sees in the file.",
    instead: "Count them first, keep a copy, and delete many of them in batches outside the schema migration.")
}

struct RowsRemoved: HazardRule {
  let kind = ChangeKind.migrationRowsRemoved

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .delete(let delete) = command, !context.schema.touchesEveryRow(delete),
      !context.schema.isNewForLocks(delete.table)
    else { return [] }
    return [.table(delete.table)]
  }
}

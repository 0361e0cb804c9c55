public import Findings
import SQL

extension ChangeKind {
  /// `DELETE` without `WHERE`.
  public static let migrationRowsDeleted = ChangeKind(
    id: "migration.rows.deleted", title: "All rows deleted",
    baseScore: 850, direction: .loosens, reversible: false,
    why: "Every row is deleted in one long transaction that also holds back vacuum and replicas.",
    instead: "Name the rows in a WHERE clause and delete them in batches outside the schema migration.")
}

struct RowsDeleted: HazardRule {
  let kind = ChangeKind.migrationRowsDeleted

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .delete(let delete) = command, !delete.hasWhere, !delete.hasLimit,
      !context.schema.isNew(delete.table)
    else { return [] }
    return [.table(delete.table)]
  }
}

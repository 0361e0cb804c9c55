public import Findings
import SQL

extension ChangeKind {
  /// `DELETE` without a `WHERE` that leaves rows out, and a `MERGE` that deletes as much.
  public static let migrationRowsDeleted = ChangeKind(
    id: "migration.rows.deleted", title: "All rows deleted",
    baseScore: 850, direction: .loosens, reversible: false,
    why: "Every row is deleted in one long transaction that also holds back vacuum and replicas.",
    instead: "Name the rows in a WHERE clause and delete them in batches outside the schema migration.")
}

struct RowsDeleted: HazardRule {
  let kind = ChangeKind.migrationRowsDeleted

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .delete(let delete) where context.schema.touchesEveryRow(delete): hazards(delete.table, context)
    case .merge(let merge) where merge.deletesAll: hazards(merge.table, context)
    default: []
    }
  }

  private func hazards(_ table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    context.schema.isNew(table) ? [] : [.table(table)]
  }
}

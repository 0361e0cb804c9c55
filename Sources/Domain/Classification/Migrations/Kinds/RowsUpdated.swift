public import Findings
import SQL

extension ChangeKind {
  /// `UPDATE` without a `WHERE` that leaves rows out, and a `MERGE` that updates as much.
  public static let migrationRowsUpdated = ChangeKind(
    id: "migration.rows.updated", title: "All rows overwritten",
    baseScore: BaseScore.high, direction: .loosens, reversible: false,
    why:
      "The old values of every row are lost, every row stays locked until the transaction ends, and the "
      + "table may double in size.",
    instead: "Backfill in batches by key ranges, each in its own transaction, outside the schema migration.")
}

struct RowsUpdated: HazardRule {
  let kind = ChangeKind.migrationRowsUpdated

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .update(let update) where context.schema.touchesEveryRow(update): hazards(update.table, context)
    case .merge(let merge) where merge.updatesAll: hazards(merge.table, context)
    default: []
    }
  }

  private func hazards(_ table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    context.schema.isNew(table) ? [] : [.table(table)]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `UPDATE` without `WHERE`.
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
    guard case .update(let update) = command, !update.hasWhere, !update.hasLimit,
      !context.schema.isNew(update.table)
    else { return [] }
    return [.table(update.table)]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// ClickHouse's `MODIFY TTL` of an existing table, or of a column of one.
  public static let migrationRowsExpiring = ChangeKind(
    id: "migration.rows.expiring", title: "Rows deleted by a new TTL",
    baseScore: BaseScore.high, direction: .loosens, reversible: false,
    why:
      "Every row, or value, that is older than the new limit is deleted in the background as soon as its "
      + "part is merged, and at once where materialize_ttl_after_modify is on, as it is by default.",
    instead:
      "Count the rows beyond the limit first, and keep a copy of them; SET materialize_ttl_after_modify = 0 "
      + "spares the rewrite of old parts.")
}

struct RowsExpiring: HazardRule {
  let kind = ChangeKind.migrationRowsExpiring

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNew(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      guard case .setTimeToLive(let column) = action else { return nil }
      return .part("column", column, of: alter.name, after: "TTL")
    }
  }
}

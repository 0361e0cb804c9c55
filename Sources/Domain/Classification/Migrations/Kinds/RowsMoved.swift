public import Findings
import SQL

extension ChangeKind {
  /// `DETACH PARTITION` and `DETACH TABLE` of ClickHouse, `EXCHANGE PARTITION` of MySQL, `SWITCH` of SQL Server: rows leave
  /// the table whole.
  public static let migrationRowsMoved = ChangeKind(
    id: "migration.rows.moved", title: "Rows taken out of a table whole",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Whoever reads the table no longer sees the rows, from one moment to the next.",
    instead: "Release readers that can do without the rows first, and note the statement that brings them back.")
}

struct RowsMoved: HazardRule {
  let kind = ChangeKind.migrationRowsMoved

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNew(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      guard case .moveRows(let words) = action else { return nil }
      return .table(alter.name, after: words)
    }
  }
}

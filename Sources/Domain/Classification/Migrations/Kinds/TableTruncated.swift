public import Findings
import SQL

extension ChangeKind {
  /// `TRUNCATE`: every row of a table is removed at once.
  public static let migrationTableTruncated = ChangeKind(
    id: "migration.table.truncated", title: "Table truncated",
    baseScore: BaseScore.critical, direction: .loosens, reversible: false,
    why:
      "Every row is gone, with CASCADE those of referencing tables as well, and the table is locked against "
      + "reads meanwhile.",
    instead:
      "Delete the rows that must go by a condition and in batches, after a backup; keep clearing scratch "
      + "tables out of migrations.")
}

struct TableTruncated: HazardRule {
  let kind = ChangeKind.migrationTableTruncated
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .truncate(let truncate) = command else { return [] }
    return truncate.tables.filter { !context.schema.isNew($0) }.map { table in
      .table(
        table, cost: context.facts(of: table, context.effects),
        facts: truncate.cascade ? [Finding.Fact("cascade", "true")] : [])
    }
  }
}

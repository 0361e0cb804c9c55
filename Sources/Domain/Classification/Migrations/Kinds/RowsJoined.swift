public import Findings
import SQL

extension ChangeKind {
  /// `UPDATE` that fills a table from another one and leaves out no row that has a partner there.
  public static let migrationRowsJoined = ChangeKind(
    id: "migration.rows.joined", title: "Rows overwritten from another table",
    baseScore: BaseScore.medium, direction: .loosens, reversible: false,
    why:
      "The old value of every row that has a partner is lost, and the rows stay locked until the transaction ends. How "
      + "many have one nobody sees in the file.",
    instead: "Count the rows that the join finds first; backfill many of them in batches, outside the schema migration."
  )
}

struct RowsJoined: HazardRule {
  let kind = ChangeKind.migrationRowsJoined

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .update(let update) = command, context.schema.fillsFromOtherTables(update),
      !context.schema.touchesEveryRow(update), !context.schema.isNew(update.table)
    else { return [] }
    return [.table(update.table)]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `DROP NOT NULL`: the inverse of a column made mandatory.
  public static let migrationColumnNotNullDropped = ChangeKind(
    id: "migration.column.not-null-dropped", title: "Column may hold NULL",
    baseScore: BaseScore.low, direction: .loosens, reversible: true,
    why: "Readers that never met a NULL in this column will.",
    instead: "Release readers that cope with NULL first.")
}

struct ColumnNotNullDropped: HazardRule {
  let kind = ChangeKind.migrationColumnNotNullDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    let stated = context.nullability(changedBy: alter).filter { !$0.isNotNull }.map {
      Hazard.part("column", $0.column, of: alter.name, before: "NOT NULL", after: "NULL", sources: [$0.source])
    }
    return stated
      + alter.actions.compactMap { action in
        guard case .dropNotNull(let column) = action, !context.schema.isNew(column: column, of: alter.name)
        else { return nil }
        return .part("column", column, of: alter.name, before: "NOT NULL", after: "NULL")
      }
  }
}

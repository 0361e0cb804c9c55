public import Findings
import SQL

extension ChangeKind {
  /// A type change that makes PostgreSQL copy the table and build its indexes again.
  public static let migrationColumnTypeRewritten = ChangeKind(
    id: "migration.column.type-rewritten", title: "Column type change rewrites the table",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "Nobody reads or writes the table while it is copied, which takes minutes to hours on a large one.",
    instead:
      "Add a column of the new type, write both, backfill in batches, switch the readers and drop the old "
      + "column in a later release.")
}

struct ColumnTypeRewritten: HazardRule {
  let kind = ChangeKind.migrationColumnTypeRewritten
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    ColumnTypeChange.all(in: command, context).filter { $0.effect == .rewrites }.map(\.hazard)
  }
}

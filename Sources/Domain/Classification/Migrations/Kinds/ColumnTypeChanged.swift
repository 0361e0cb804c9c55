public import Findings
import SQL

extension ChangeKind {
  /// A type change of which it is not known whether it rewrites the table, because no migration in the tree
  /// says what the type was.
  public static let migrationColumnTypeChanged = ChangeKind(
    id: "migration.column.type-changed", title: "Column type changed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why:
      "Depending on the type before, and on the checks and indexes of the column, this is instant, or it reads or "
      + "copies the whole table under a lock that stops reads and writes.",
    instead:
      "Look up the present type; widening varchar or numeric is instant, anything else is safer as a new "
      + "column that is backfilled.")
}

struct ColumnTypeChanged: HazardRule {
  let kind = ChangeKind.migrationColumnTypeChanged

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    ColumnTypeChange.all(in: command, context).filter { $0.effect == .unknown }.map(\.hazard)
  }
}

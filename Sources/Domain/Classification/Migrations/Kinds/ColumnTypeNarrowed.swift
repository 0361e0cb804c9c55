public import Findings
import SQL

extension ChangeKind {
  /// A type change to one that cannot hold every value of the type before.
  public static let migrationColumnTypeNarrowed = ChangeKind(
    id: "migration.column.type-narrowed", title: "Column type narrowed",
    baseScore: 850, direction: .loosens, reversible: false,
    why:
      "The statement fails on the first value that does not fit, or rounds and cuts values that are then "
      + "lost.",
    instead:
      "Count the values that do not fit, add a new column, copy what fits by a rule that was agreed, and "
      + "drop the old column later.")
}

struct ColumnTypeNarrowed: HazardRule {
  let kind = ChangeKind.migrationColumnTypeNarrowed

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    ColumnTypeChange.all(in: command, context).filter { $0.effect == .narrows }.map(\.hazard)
  }
}

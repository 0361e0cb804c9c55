public import Findings
import SQL

extension ChangeKind {
  /// `SET DEFAULT` of an existing column.
  public static let migrationColumnDefaultChanged = ChangeKind(
    id: "migration.column.default-changed", title: "Column default changed",
    baseScore: BaseScore.info, direction: .neutral, reversible: true,
    why: "Running code that leaves the column out, or writes only what it changed, writes the new value from now on.",
    instead: "Release code that always writes the column first.")
}

struct ColumnDefaultChanged: HazardRule {
  let kind = ChangeKind.migrationColumnDefaultChanged

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .setDefault(let column, let value) = action, !context.schema.isNew(column: column, of: alter.name),
        !context.schema.isNewForLocks(alter.name)
      else { return nil }
      return .part("column", column, of: alter.name, after: value.literal.map { "DEFAULT '\($0)'" } ?? "DEFAULT")
    }
  }
}

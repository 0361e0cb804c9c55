public import Findings
import SQL

extension ChangeKind {
  /// `DROP DEFAULT`.
  public static let migrationColumnDefaultDropped = ChangeKind(
    id: "migration.column.default-dropped", title: "Column default dropped",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why:
      "Running code that leaves the column out writes NULL from now on, or fails where NULL is not allowed.",
    instead: "Release code that always writes the column first.")
}

struct ColumnDefaultDropped: HazardRule {
  let kind = ChangeKind.migrationColumnDefaultDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .dropDefault(let column) = action, !context.schema.isNew(column: column, of: alter.name)
      else { return nil }
      return .part("column", column, of: alter.name, before: "DEFAULT")
    }
  }
}

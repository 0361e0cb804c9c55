public import Findings
import SQL

extension ChangeKind {
  /// A column and its values are dropped.
  public static let migrationColumnDropped = ChangeKind(
    id: "migration.column.dropped", title: "Column dropped",
    baseScore: 800, direction: .loosens, reversible: false,
    why:
      "The values are gone, and the code that runs until the deployment is complete still names the column.",
    instead:
      "First release code that no longer reads or writes the column, then drop it in a later release.")
}

struct ColumnDropped: HazardRule {
  let kind = ChangeKind.migrationColumnDropped
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    if case .drop(let drop) = command, drop.kind == .table { return drop.names.flatMap { leftOut(of: $0, context) } }
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .dropColumn(let column, _, let cascade) = action,
        !context.schema.isNew(column: column, of: alter.name), !isReplaced(column, of: alter.name, context)
      else { return nil }
      let known = context.schema.column(column, of: alter.name)
      return .part(
        "column", column, of: alter.name, before: known?.type.map(context.spelled),
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)),
        facts: cascade ? [Finding.Fact("cascade", "true")] : [])
    }
  }

  /// Whether a column that the change filled from this one, row by row, gets its name in the same file.
  private func isReplaced(_ column: String, of table: QualifiedName, _ context: HazardContext) -> Bool {
    guard let copy = context.outline.renamedColumns[TableMember(table: ObjectKey(table), name: column)],
      let state = context.schema.column(copy, of: table)
    else { return false }
    return state.isNew && state.copied.contains(column)
  }

  /// The columns that the copy in the place of a table of SQLite's lacks.
  private func leftOut(of table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    let lost = TableRebuilt.lostColumns(of: table, context)
    return lost.columns.map { column in
      let known = context.schema.column(column, of: table)
      return .part(
        "column", column, of: table, before: known?.type.map(context.spelled),
        confidence: lost.isSure ? .resolved : .symbolic, sources: known.map { [$0.source] } ?? [])
    }
  }
}

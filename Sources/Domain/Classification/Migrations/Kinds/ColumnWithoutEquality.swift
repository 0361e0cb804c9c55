public import Findings
import SQL

extension ChangeKind {
  /// A column of a type that has no equality (`json`, `xml`, `point`) is added to an existing table.
  public static let migrationColumnWithoutEquality = ChangeKind(
    id: "migration.column.without-equality", title: "Column that cannot be compared",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why:
      "SELECT DISTINCT, UNION and GROUP BY over all columns of the table, as mappers write them, fail as "
      + "soon as the column is there.",
    instead: "Use jsonb, which can be compared, or name the columns in those queries first.")
}

struct ColumnWithoutEquality: HazardRule {
  let kind = ChangeKind.migrationColumnWithoutEquality
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      guard case .addColumn(let column, _) = action, let type = column.type, type.arrayDimensions == 0,
        type.schema == nil, ["json", "xml", "point"].contains(type.name)
      else { return nil }
      return .part("column", column.name, of: alter.name, after: type.name)
    }
  }
}

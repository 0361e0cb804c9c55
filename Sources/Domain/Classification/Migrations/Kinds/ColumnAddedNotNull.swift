public import Findings
import SQL

extension ChangeKind {
  /// `ADD COLUMN … NOT NULL` without a default.
  public static let migrationColumnAddedNotNull = ChangeKind(
    id: "migration.column.added-not-null", title: "NOT NULL column added without a default",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "The statement fails on a table that has rows (MySQL puts 0 or an empty text into them), and running code that "
      + "does not know the column cannot insert any more.",
    instead:
      "Add the column with a constant default, or nullable first, backfill, and make it NOT NULL in a later "
      + "release.")
}

struct ColumnAddedNotNull: HazardRule {
  let kind = ChangeKind.migrationColumnAddedNotNull
  // A column of ClickHouse always has a default, so it is left out.
  let dialects: Set<Dialect>? = [.postgres, .mysql, .sqlite, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      // The default served only the rows that were there: code that does not know the column has none.
      if case .dropDefault(let name) = action, !context.schema.isNewForLocks(alter.name),
        let column = context.schema.column(name, of: alter.name), column.isNew, column.isNotNull
      {
        return .part(
          "column", name, of: alter.name, before: "DEFAULT",
          after: column.type.map { "\(context.spelled($0)) NOT NULL" } ?? "NOT NULL")
      }
      guard case .addColumn(let column, _) = action, column.isNotNull, !column.hasValueForOldRows,
        !context.schema.isNewForLocks(alter.name)
      else { return nil }
      return .part(
        "column", column.name, of: alter.name,
        after: column.type.map { "\(context.spelled($0)) NOT NULL" } ?? "NOT NULL")
    }
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `ADD COLUMN … DEFAULT` with an expression that gives each row its own value.
  public static let migrationColumnVolatileDefault = ChangeKind(
    id: "migration.column.volatile-default", title: "Column added with a volatile default",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "PostgreSQL copies the whole table to compute the value of every row, under a lock that stops reads "
      + "and writes.",
    instead:
      "Add the column without a default, set the default afterwards for new rows, and backfill the old ones "
      + "in batches.")
}

struct ColumnVolatileDefault: HazardRule {
  let kind = ChangeKind.migrationColumnVolatileDefault
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .addColumn(let column, _) = action, !context.schema.isNewForLocks(alter.name),
        let value = column.defaultValue
      else { return nil }
      if context.dialect == .mssql {
        // Rows that exist keep NULL unless the column forbids it or WITH VALUES fills it.
        guard column.isNotNull || column.fillsOldRows, let function = FunctionVolatility.perRow(in: value) else {
          return nil
        }
        return .part("column", column.name, of: alter.name, after: "\(function)()")
      }
      guard let volatile = FunctionVolatility.volatile(in: value) else { return nil }
      let effects = context.effects(of: action, in: alter)
      guard context.effect(effects, on: alter.name)?.rewrites == .yes else { return nil }
      return .part(
        "column", column.name, of: alter.name, after: "\(volatile.function)()",
        confidence: volatile.isKnown ? nil : .symbolic, cost: context.facts(of: alter.name, effects))
    }
  }
}

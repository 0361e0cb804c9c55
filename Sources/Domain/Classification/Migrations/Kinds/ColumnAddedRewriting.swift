public import Findings
import SQL

extension ChangeKind {
  /// A new `serial`, identity or stored generated column on an existing table.
  public static let migrationColumnAddedRewriting = ChangeKind(
    id: "migration.column.added-rewriting", title: "Column added that rewrites the table",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "PostgreSQL copies the whole table to number or compute every row, under a lock that stops reads and "
      + "writes.",
    instead:
      "Add a plain column, backfill it in batches and attach the sequence, or compute the value in a view "
      + "or a virtual column.")
}

struct ColumnAddedRewriting: HazardRule {
  let kind = ChangeKind.migrationColumnAddedRewriting
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .addColumn(let column, _) = action, !context.schema.isNewForLocks(alter.name) else { return nil }
      if context.dialect == .mssql {
        guard column.isIdentity || column.generation == .stored else { return nil }
        return .part("column", column.name, of: alter.name, after: column.isIdentity ? "IDENTITY" : "PERSISTED")
      }
      guard
        let form = column.rewritingForm(context.schema, context.session)
      else { return nil }
      let effects = context.effects(of: action, in: alter)
      // IF NOT EXISTS does nothing to a column that is there.
      guard context.effect(effects, on: alter.name)?.rewrites == .yes else { return nil }
      return .part(
        "column", column.name, of: alter.name, after: form, cost: context.facts(of: alter.name, effects))
    }
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `SET NOT NULL` on an existing column that no validated check proves free of NULL.
  public static let migrationColumnNotNullSet = ChangeKind(
    id: "migration.column.not-null-set", title: "Column made NOT NULL by a full scan",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "The statement fails on the first NULL, and code that still writes NULL breaks; PostgreSQL reads the whole "
      + "table under a lock that stops reads and writes, MySQL writes it anew.",
    instead:
      "Add CHECK (column IS NOT NULL) NOT VALID, validate it in its own transaction, then SET NOT NULL, "
      + "which since PostgreSQL 12 reads nothing; in MySQL, release writers that never write NULL first.")
}

struct ColumnNotNullSet: HazardRule {
  let kind = ChangeKind.migrationColumnNotNullSet
  let dialects: Set<Dialect>? = [.postgres, .mysql, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    if context.dialect != .postgres {
      return context.nullability(changedBy: alter).filter(\.isNotNull).map {
        .part("column", $0.column, of: alter.name, before: "NULL", after: "NOT NULL", sources: [$0.source])
      }
    }
    return alter.actions.compactMap { action in
      guard let column = Self.column(madeNotNullBy: action), !context.schema.isNewForLocks(alter.name),
        context.effect(of: action, in: alter).scans
      else { return nil }
      return .part(
        "column", column, of: alter.name, before: "NULL", after: "NOT NULL",
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)))
    }
  }

  /// The column that `action` makes NOT NULL at once: `SET NOT NULL`, or PostgreSQL 18's named constraint.
  private static func column(madeNotNullBy action: AlterAction) -> String? {
    switch action {
    case .setNotNull(let column): column
    case .addConstraint(let constraint) where constraint.kind == .notNull && !constraint.isNotValid:
      constraint.columns.first
    default: nil
    }
  }
}

import Findings
import SQL

/// A change of a column's type, judged by what it does to the rows.
struct ColumnTypeChange {
  enum Effect {
    /// Values may not fit.
    case narrows
    /// Every value fits, and PostgreSQL copies the table.
    case rewrites
    /// The type before, or what the change between the two does, is not known.
    case unknown
  }

  let effect: Effect
  let hazard: Hazard

  /// The changes in `command` that are not known to be harmless.
  static func all(in command: Command, _ context: HazardContext) -> [ColumnTypeChange] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      switch action {
      case .alterColumnType(let column, let type, let using):
        change(of: column, to: type, using: using, by: action, in: alter, context)
      case .redefineColumn(let column):
        column.type.flatMap { change(of: column.name, to: $0, using: nil, by: action, in: alter, context) }
      default: nil
      }
    }
  }

  private static func change(
    of column: String, to type: TypeName, using: ExpressionSummary?, by action: AlterAction, in alter: AlterTable,
    _ context: HazardContext
  ) -> ColumnTypeChange? {
    let table = alter.name
    let known = context.schema.column(alter.earlierName(of: column), of: table)
    let effects = context.effects(of: action, in: alter)
    let own = context.effect(effects, on: table)
    guard let effect = effect(from: known?.type, to: type, using: using, own, context) else { return nil }
    // With the type before at hand the verdict is computed from two files; without it, it stays open.
    let confidence: Finding.Confidence? =
      known?.type != nil ? .resolved : effect == .unknown ? .symbolic : nil
    return ColumnTypeChange(
      effect: effect,
      hazard: .part(
        "column", column, of: table, before: known?.type.map(context.spelled), after: context.spelled(type),
        confidence: confidence, cost: context.facts(of: table, effects), sources: known.map { [$0.source] } ?? []))
  }

  /// `nil` when the change is known to cost and lose nothing.
  private static func effect(
    from old: TypeName?, to new: TypeName, using: ExpressionSummary?, _ own: TableEffect?, _ context: HazardContext
  ) -> Effect? {
    if let old, TypeNarrowing.narrows(from: old, to: new, context.dialect) { return .narrows }
    // What MySQL does to the table is `migration.table.copied`.
    if context.dialect == .mysql { return old == nil ? .unknown : nil }
    // What ClickHouse does to the parts is `migration.table.mutated`.
    if context.dialect == .clickhouse { return old == nil ? .unknown : nil }
    if context.dialect == .mssql, let old { return TypeNarrowing.serverEffect(from: old, to: new) }
    guard context.dialect == .postgres else {
      return old.map { context.spelled($0) == context.spelled(new) } == true ? nil : .unknown
    }
    return switch own?.rewrites {
    case .yes: .rewrites
    case .unknown, nil: .unknown
    // The rows stay, and are read: by a check or an index that depends on the column.
    case .no: own?.scans == true ? .unknown : nil
    }
  }
}

extension AlterTable {
  /// What `column` is called before this statement, which may rename it first (MySQL's `CHANGE COLUMN a b
  /// type`).
  func earlierName(of column: String) -> String {
    for case .renameColumn(let from, let to) in actions where to == column { return from }
    return column
  }
}

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
        change(of: column, to: type, using: using, in: alter, context)
      case .redefineColumn(let column):
        column.type.flatMap { change(of: column.name, to: $0, using: nil, in: alter, context) }
      default: nil
      }
    }
  }

  private static func change(
    of column: String, to type: TypeName, using: ExpressionSummary?, in alter: AlterTable,
    _ context: HazardContext
  ) -> ColumnTypeChange? {
    let table = alter.name
    let known = context.schema.column(alter.earlierName(of: column), of: table)
    guard let effect = effect(from: known?.type, to: type, using: using, context) else { return nil }
    var facts: [Finding.Fact] = []
    if effect == .rewrites { facts.append(Finding.Fact("rewrite", "true")) }
    // With the type before at hand the verdict is computed from two files; without it, it stays open.
    let confidence: Finding.Confidence? =
      known?.type != nil ? .resolved : effect == .unknown ? .symbolic : nil
    return ColumnTypeChange(
      effect: effect,
      hazard: .part(
        "column", column, of: table, before: known?.type.map(context.spelled), after: context.spelled(type),
        confidence: confidence, lock: context.dialect == .postgres ? .accessExclusive : nil, facts: facts,
        sources: known.map { [$0.source] } ?? []))
  }

  /// `nil` when the change is known to cost and lose nothing.
  private static func effect(
    from old: TypeName?, to new: TypeName, using: ExpressionSummary?, _ context: HazardContext
  ) -> Effect? {
    // A function in USING computes every value anew, whatever the types are.
    let isComputed = using.map { !$0.functions.isEmpty || $0.hasSubquery } ?? false
    guard let old else { return isComputed && context.dialect == .postgres ? .rewrites : .unknown }
    if TypeNarrowing.narrows(from: old, to: new) { return .narrows }
    if context.spelled(old) == context.spelled(new), !isComputed { return nil }
    guard context.dialect == .postgres else { return .unknown }
    let key = ObjectKey(QualifiedName(schema: new.schema, new.name))
    if isComputed || context.schema.enumerations.contains(key) { return .rewrites }
    return switch TypeChange.classify(from: old, to: new) {
    case .noRewrite: nil
    case .rewrite: .rewrites
    case .unknown: .unknown
    }
  }
}

extension AlterTable {
  /// What `column` is called before this statement, which may rename it first (MySQL's `CHANGE COLUMN a b
  /// type`).
  fileprivate func earlierName(of column: String) -> String {
    for case .renameColumn(let from, let to) in actions where to == column { return from }
    return column
  }
}

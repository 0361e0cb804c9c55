public import Findings
import SQL

extension ChangeKind {
  /// A primary key, unique, check or foreign key constraint is dropped and not added again in the same file.
  public static let migrationConstraintDropped = ChangeKind(
    id: "migration.constraint.dropped", title: "Constraint dropped",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why:
      "Rows that break the rule can be written from now on, and the constraint can be added again only once "
      + "they are repaired.",
    instead:
      "Drop it only when no code relies on it; to change it, add the new one as NOT VALID, validate it, "
      + "then drop the old one.")
}

struct ConstraintDropped: HazardRule {
  let kind = ChangeKind.migrationConstraintDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .dropConstraint(let name, _, let cascade) = action, !context.schema.isNew(alter.name),
        !isReplaced(name, of: alter.name, context)
      else { return nil }
      return .part(
        "constraint", name, of: alter.name,
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)),
        facts: cascade ? [Finding.Fact("cascade", "true")] : [])
    }
  }

  /// Whether the file adds a constraint of that name that keeps what the old one kept: a key over more columns, or
  /// others, lets rows in that it did not.
  private func isReplaced(_ name: String, of table: QualifiedName, _ context: HazardContext) -> Bool {
    guard let new = context.outline.addedConstraints[TableMember(table: ObjectKey(table), name: name)] else {
      return false
    }
    guard let old = context.schema[table]?.constraints[name], [.primaryKey, .unique].contains(old.kind) else {
      return true
    }
    let key = context.schema.key(of: table)
    let columns =
      new.usingIndex.map { context.schema.indexes[ObjectKey(schema: key.schema, name: $0)]?.columns ?? [] }
      ?? new.columns
    guard !columns.isEmpty else { return true }
    return [.primaryKey, .unique].contains(new.kind)
      && columns.allSatisfy { $0.map(old.columns.contains) ?? false }
  }
}

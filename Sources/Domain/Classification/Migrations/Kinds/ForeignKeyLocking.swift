public import Findings
import SQL

extension ChangeKind {
  /// A foreign key of an existing table that reads no row: `NOT VALID`, or with a new column that is NULL everywhere.
  public static let migrationForeignKeyLocking = ChangeKind(
    id: "migration.foreign-key.locking", title: "Foreign key locks both tables for a moment",
    baseScore: 250, direction: .neutral, reversible: true,
    why:
      "Nothing is read, but writes of both tables wait while the lock waits its turn behind the longest transaction, and "
      + "everything that comes later waits behind it.",
    instead: "SET LOCAL lock_timeout to a few seconds before it, and try again when it fails.")
}

struct ForeignKeyLocking: HazardRule {
  let kind = ChangeKind.migrationForeignKeyLocking
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      let reference: ForeignKeyReference? =
        switch action {
        case .addColumn(let column, _): column.references
        case .addConstraint(let constraint): constraint.references
        default: nil
        }
      guard let reference, !context.schema.isNewForLocks(reference.table) else { return nil }
      let effects = context.effects(of: action, in: alter)
      // One that reads the rows is `migration.constraint.blocking`, and a timeout is what is asked for.
      guard !effects.isEmpty, !effects.values.contains(where: \.isSlow),
        context.session.lockTimeout == nil || context.session.isLockTimeoutDisabled
      else { return nil }
      let name: String? =
        switch action {
        case .addColumn(let column, _): column.name
        case .addConstraint(let constraint): constraint.name
        default: nil
        }
      return .part(
        "constraint", name, of: alter.name, after: "REFERENCES \(reference.table)",
        cost: context.facts(of: alter.name, effects))
    }
  }
}

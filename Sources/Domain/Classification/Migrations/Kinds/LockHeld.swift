public import Findings
import SQL

extension ChangeKind {
  /// A statement that reads or writes a whole table, in a transaction that already holds a strong lock.
  public static let migrationLockHeld = ChangeKind(
    id: "migration.lock.held", title: "Strong lock held during a slow statement",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why:
      "A lock is kept until the transaction ends, so whoever needs the first table waits for as long as the later "
      + "statement takes.",
    instead: "Put the statement that reads or writes the whole table in a migration, and so a transaction, of its own.")
}

struct LockHeld: HazardRule {
  let kind = ChangeKind.migrationLockHeld
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // Once for a transaction: what follows waits for the same reason.
    guard !context.transaction.isSlowUnderLock, !validatesItsOwn(command, context), !failsOnRows(command),
      let (held, slow) = context.transaction.slowUnderLock(
        context.effects.filter {
          !context.schema.isNewForLocks($0.key) && context.schema.tables[$0.key]?.isProvenEmpty != true
        })
    else { return [] }
    return [
      Hazard(
        slow.description, before: "\(held.table) \(held.lock.name)",
        facts: [
          Finding.Fact("table", slow.description), Finding.Fact("held", held.table.description), held.lock.fact,
        ])
    ]
  }

  /// A column that may not be NULL and has no value fails at the first row: where it does not, the table is empty.
  private func failsOnRows(_ command: Command) -> Bool {
    guard case .alterTable(let alter) = command else { return false }
    return alter.actions.contains { action in
      if case .addColumn(let column, _) = action { column.isNotNull && !column.hasValueForOldRows } else { false }
    }
  }

  /// `migration.constraint.validated-in-transaction` speaks of that.
  private func validatesItsOwn(_ command: Command, _ context: HazardContext) -> Bool {
    guard case .alterTable(let alter) = command else { return false }
    return alter.actions.contains { action in
      guard case .validateConstraint(let name) = action else { return false }
      return context.transaction.addedNotValid.contains(TableMember(table: ObjectKey(alter.name), name: name))
    }
  }
}

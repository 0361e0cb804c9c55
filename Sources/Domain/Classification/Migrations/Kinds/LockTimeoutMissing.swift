public import Findings
import SQL

extension ChangeKind {
  /// A table is locked against readers without a lock_timeout, in a history whose migrations set one.
  public static let migrationLockTimeoutMissing = ChangeKind(
    id: "migration.lock.timeout-missing", title: "Lock without the timeout that others have",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "While the statement waits for its lock, everything that comes later waits behind it, plain reads too.",
    instead:
      "SET LOCAL lock_timeout to a few seconds first, as the earlier migrations do, and try again when it "
      + "fails.")
}

struct LockTimeoutMissing: HazardRule {
  let kind = ChangeKind.migrationLockTimeoutMissing
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // Once for a file: the setting is one question.
    guard context.schema.setsLockTimeout, context.session.lockTimeout == nil, !context.session.hasLocked,
      let table = context.effects.filter({
        $0.value.lock == .accessExclusive && !context.schema.isNewForLocks($0.key)
      }).keys.min()
    else { return [] }
    return [
      Hazard(
        table.description, facts: [Finding.Fact("table", table.description), TableLock.accessExclusive.fact])
    ]
  }
}

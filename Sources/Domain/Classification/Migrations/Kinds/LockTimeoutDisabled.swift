public import Findings
import SQL

extension ChangeKind {
  /// A strong lock of an existing table after `lock_timeout` was set to 0.
  public static let migrationLockTimeoutDisabled = ChangeKind(
    id: "migration.lock.timeout-disabled", title: "Lock taken without a timeout",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why:
      "The migration waits for the lock for ever, and everything that comes after it in the queue waits with it, "
      + "plain reads too.",
    instead: "SET LOCAL lock_timeout to a few seconds, and try again when it fails.")
}

struct LockTimeoutDisabled: HazardRule {
  let kind = ChangeKind.migrationLockTimeoutDisabled
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // Once for a file: the setting is one question.
    guard context.session.isLockTimeoutDisabled, !context.session.hasLockedForEver,
      let table = context.effects.filter({ $0.value.lock.stopsWrites && !context.schema.isNewForLocks($0.key) }).keys
        .min()
    else { return [] }
    return [
      Hazard(
        table.description, after: "lock_timeout = 0",
        facts: [Finding.Fact("table", table.description)] + (context.effects[table].map { [$0.lock.fact] } ?? []))
    ]
  }
}

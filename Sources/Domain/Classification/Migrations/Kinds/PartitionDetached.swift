public import Findings
import SQL

extension ChangeKind {
  /// `DETACH PARTITION` without `CONCURRENTLY`.
  public static let migrationPartitionDetached = ChangeKind(
    id: "migration.partition.detached", title: "Partition detached under a blocking lock",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "The whole partitioned table is locked against reads and writes while the lock waits its turn.",
    instead: "DETACH PARTITION … CONCURRENTLY (since PostgreSQL 14), outside a transaction.")
}

struct PartitionDetached: HazardRule {
  let kind = ChangeKind.migrationPartitionDetached
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .detachPartition(let partition, let concurrently) = action, !concurrently,
        !context.schema.isNewForLocks(alter.name)
      else { return nil }
      return .part(
        "partition", partition.description, of: alter.name, after: "DETACH PARTITION",
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)))
    }
  }
}

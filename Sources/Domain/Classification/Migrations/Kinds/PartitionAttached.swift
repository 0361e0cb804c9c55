public import Findings
import SQL

extension ChangeKind {
  /// `ATTACH PARTITION` of an existing table.
  public static let migrationPartitionAttached = ChangeKind(
    id: "migration.partition.attached", title: "Partition attached by a full scan",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "The table is read whole under a lock that stops reads and writes, and so is the default partition if "
      + "there is one.",
    instead:
      "Add a validated CHECK that matches the bounds to the table, and its opposite to the default "
      + "partition, before attaching.")
}

struct PartitionAttached: HazardRule {
  let kind = ChangeKind.migrationPartitionAttached
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .attachPartition(let partition, _) = action, !context.schema.isNewForLocks(partition) else {
        return nil
      }
      return .part(
        "partition", partition.description, of: alter.name, after: "ATTACH PARTITION", lock: .accessExclusive)
    }
  }
}

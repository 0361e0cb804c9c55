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
      guard case .attachPartition(let partition, _) = action else { return nil }
      let effects = context.effects(of: action, in: alter)
      guard effects.contains(where: { $0.value.scans && !context.schema.isNewForLocks($0.key) }) else { return nil }
      return .part(
        "partition", partition.description, of: alter.name, after: "ATTACH PARTITION",
        cost: context.facts(of: partition, effects))
    }
  }
}

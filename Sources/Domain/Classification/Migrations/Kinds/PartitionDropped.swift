public import Findings
import SQL

extension ChangeKind {
  /// A partition's rows are dropped, truncated or replaced by others (MySQL, ClickHouse).
  public static let migrationPartitionDropped = ChangeKind(
    id: "migration.partition.dropped", title: "Partition dropped with its rows",
    baseScore: BaseScore.critical, direction: .loosens, reversible: false,
    why: "The rows of the partition are gone, and reverting the commit does not bring them back.",
    instead: "Copy or detach the partition first, and drop it once nothing has missed its rows.")
}

struct PartitionDropped: HazardRule {
  let kind = ChangeKind.migrationPartitionDropped
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNew(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      guard case .dropPartition(let partition) = action else { return nil }
      return .part("partition", partition, of: alter.name)
    }
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `CREATE TABLE … PARTITION OF` an existing table.
  public static let migrationPartitionCreated = ChangeKind(
    id: "migration.partition.created", title: "Partition created under a blocking lock",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why:
      "The partitioned table and its default partition are locked against reads and writes while the lock "
      + "waits its turn.",
    instead:
      "Create the table on its own with a matching CHECK and attach it, which locks the partitioned table "
      + "less.")
}

struct PartitionCreated: HazardRule {
  let kind = ChangeKind.migrationPartitionCreated
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .createTable(let table) = command, let parent = table.partitionOf,
      !context.schema.isNewForLocks(parent)
    else { return [] }
    return [
      .part(
        "partition", table.name.description, of: parent, after: "CREATE TABLE … PARTITION OF",
        cost: context.facts(of: parent, context.effects))
    ]
  }
}

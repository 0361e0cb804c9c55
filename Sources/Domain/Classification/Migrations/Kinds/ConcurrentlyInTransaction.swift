public import Findings
import SQL

extension ChangeKind {
  /// A `CONCURRENTLY` statement in a file that its tool runs in a transaction.
  public static let migrationIndexConcurrentlyInTransaction = ChangeKind(
    id: "migration.index.concurrently-in-transaction", title: "CONCURRENTLY inside a transaction",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "PostgreSQL refuses the statement, so the deployment stops half-way.",
    instead:
      "Put the statement alone in a file and switch the transaction off the way the migration tool "
      + "documents.")
}

struct ConcurrentlyInTransaction: HazardRule {
  let kind = ChangeKind.migrationIndexConcurrentlyInTransaction
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard context.transaction.isOpen else { return [] }
    switch command {
    case .createIndex(let index) where index.concurrently:
      return [.part("index", index.name, of: index.table, after: "CREATE INDEX CONCURRENTLY")]
    case .drop(let drop) where drop.concurrently:
      return drop.names.map { Hazard($0.description, after: "DROP INDEX CONCURRENTLY") }
    case .reindex(let reindex) where reindex.concurrently:
      return [Hazard(reindex.name?.description ?? "database", after: "REINDEX CONCURRENTLY")]
    case .alterTable(let alter):
      return alter.actions.compactMap { action in
        guard case .detachPartition(let partition, concurrently: true) = action else { return nil }
        return .part(
          "partition", partition.description, of: alter.name, after: "DETACH PARTITION CONCURRENTLY")
      }
    default: return []
    }
  }
}

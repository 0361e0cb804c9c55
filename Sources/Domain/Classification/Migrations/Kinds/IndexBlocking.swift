public import Findings
import SQL

extension ChangeKind {
  /// `CREATE INDEX` without `CONCURRENTLY` on an existing table.
  public static let migrationIndexBlocking = ChangeKind(
    id: "migration.index.blocking", title: "Index built under a lock that blocks writes",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "Every write to the table waits until the index is built.",
    instead:
      "CREATE INDEX CONCURRENTLY, alone and outside a transaction; if it fails, drop the invalid index "
      + "before trying again. In SQL Server: WITH (ONLINE = ON), where the edition has it.")
}

struct IndexBlocking: HazardRule {
  let kind = ChangeKind.migrationIndexBlocking
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .createIndex(let index) = command, !context.schema.isNewForLocks(index.table),
      context.schema[index.table]?.isProvenEmpty != true
    else { return [] }
    if context.dialect == .mssql {
      return index.concurrently ? [] : [hazard(index, [Finding.Fact("lock", "SHARED")])]
    }
    // Of a partitioned table, the partitions are read.
    guard context.effects.values.contains(where: { $0.scans && $0.lock.stopsWrites }) else { return [] }
    return [hazard(index, context.facts(of: index.table, context.effects))]
  }

  private func hazard(_ index: CreateIndex, _ cost: [Finding.Fact]) -> Hazard {
    .part(
      "index", index.name, of: index.table, after: index.isUnique ? "CREATE UNIQUE INDEX" : "CREATE INDEX", cost: cost)
  }
}

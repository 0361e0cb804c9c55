public import Findings
import SQL

extension ChangeKind {
  /// `REINDEX` without `CONCURRENTLY`.
  public static let migrationIndexRebuilt = ChangeKind(
    id: "migration.index.rebuilt", title: "Index rebuilt under a blocking lock",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "Writes to the table wait, and so do reads that would use the index, until it is built again.",
    instead:
      "REINDEX CONCURRENTLY (since PostgreSQL 12), outside a transaction; REBUILD WITH (ONLINE = ON) in SQL Server.")
}

struct IndexRebuilt: HazardRule {
  let kind = ChangeKind.migrationIndexRebuilt
  let dialects: Set<Dialect>? = [.postgres, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .reindex(let reindex) = command, !reindex.concurrently else { return [] }
    if reindex.kind == .table, let name = reindex.name, context.schema.isNewForLocks(name) { return [] }
    return [
      Hazard(
        reindex.name?.description ?? "database",
        after: context.dialect == .mssql ? "REBUILD" : "REINDEX \(reindex.kind.rawValue)",
        facts: [
          Finding.Fact("object", reindex.kind.rawValue.lowercased()),
          context.dialect == .postgres ? TableLock.share.fact : Finding.Fact("lock", "SCHEMA MODIFICATION"),
        ])
    ]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `CREATE INDEX CONCURRENTLY IF NOT EXISTS` without a drop of what a failed build may have left.
  public static let migrationIndexLeftInvalid = ChangeKind(
    id: "migration.index.left-invalid", title: "Invalid index taken for a good one",
    baseScore: 250, direction: .neutral, reversible: true,
    why:
      "A concurrent build that fails leaves an invalid index behind; the next try finds its name and calls it done, "
      + "while queries cannot use it and UNIQUE is not enforced for the rows before.",
    instead: "DROP INDEX CONCURRENTLY IF EXISTS first, then CREATE INDEX CONCURRENTLY without IF NOT EXISTS.")
}

struct IndexLeftInvalid: HazardRule {
  let kind = ChangeKind.migrationIndexLeftInvalid
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .createIndex(let index) = command, index.concurrently, index.ifNotExists, let name = index.name,
      !context.outline.droppedIndexes.contains(name), !context.schema.isNewForLocks(index.table)
    else { return [] }
    return [.part("index", name, of: index.table, after: "CREATE INDEX CONCURRENTLY IF NOT EXISTS")]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `DROP INDEX` without `CONCURRENTLY`.
  public static let migrationIndexDropped = ChangeKind(
    id: "migration.index.dropped", title: "Index dropped with a blocking lock",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why:
      "The table is locked against reads and writes while the lock waits its turn, and queries that need "
      + "the index become scans.",
    instead:
      "Look at pg_stat_user_indexes whether the index is used, then DROP INDEX CONCURRENTLY outside a "
      + "transaction.")
}

struct IndexDropped: HazardRule {
  let kind = ChangeKind.migrationIndexDropped
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .drop(let drop) where drop.kind == .index && !drop.concurrently:
      return drop.names.filter { !isMadeByChange($0, drop.table, context) }.map { name in
        Hazard(
          name.description,
          facts: [Finding.Fact("index", name.description), TableLock.accessExclusive.fact] + table(of: name, context)
            + drop.cascadeFact)
      }
    default: return []
    }
  }

  private func table(of index: QualifiedName, _ context: HazardContext) -> [Finding.Fact] {
    let known = context.schema.indexes[context.schema.index(index)]?.table
    return known.map { [Finding.Fact("table", $0.description)] } ?? []
  }

  /// Whether the change made the index, makes it again in the same file, or drops there what it is about.
  private func isMadeByChange(
    _ index: QualifiedName, _ table: QualifiedName?, _ context: HazardContext
  ) -> Bool {
    if let table, context.schema.isNewForLocks(table) { return true }
    if let known = context.schema.indexes[context.schema.index(index)], context.schema.isNewForLocks(known.table) {
      return true
    }
    if let known = context.schema.indexes[context.schema.index(index)] {
      if context.outline.droppedTables.contains(known.table) { return true }
      let columns = known.columns.compactMap(\.self)
      let goes = columns.contains { context.outline.droppedColumns.contains(TableMember(table: known.table, name: $0)) }
      if goes { return true }
    }
    return context.schema.newObjects.contains(ObjectKey(index))
      || context.outline.createdObjects.contains(ObjectKey(name: index.name))
  }
}

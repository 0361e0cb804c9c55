public import Findings
import SQL

extension ChangeKind {
  /// A table and its rows are dropped.
  public static let migrationTableDropped = ChangeKind(
    id: "migration.table.dropped", title: "Table dropped",
    baseScore: BaseScore.critical, direction: .loosens, reversible: false,
    why:
      "The rows are gone, and reverting the commit does not bring them back. PostgreSQL also locks every "
      + "table that the dropped one references.",
    instead:
      "Stop using the table in one release, rename it in the next and drop it once a backup is known to "
      + "restore and nothing has missed it.")
}

struct TableDropped: HazardRule {
  let kind = ChangeKind.migrationTableDropped
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .drop(let drop) where (drop.kind == .table || drop.kind == .foreignTable) && !drop.isTemporary:
      return drop.names.filter { !isHarmless($0, drop, context) }.map { name in
        .table(name, cost: context.facts(of: name, context.effects), facts: drop.cascadeFact)
      }
    case .drop(let drop) where drop.kind == .owned:
      return drop.names.map { Hazard("everything owned by \($0)", facts: [Finding.Fact("role", $0.name)]) }
    default: return []
    }
  }

  /// Whether no row can be lost: the change made the table, or a dump makes it again, or SQLite's way of
  /// changing a table copied it (which `migration.table.rebuilt` reports).
  private func isHarmless(_ table: QualifiedName, _ drop: Drop, _ context: HazardContext) -> Bool {
    if context.schema.isNew(table) || TableRebuilt.isRebuilt(table, context) { return true }
    if TableReplaced.isReplaced(table, drop, context) { return true }
    // ClickHouse drops views as tables; the rows of one that is made again TO a table are in that.
    if context.dialect == .clickhouse, context.outline.createdViews.contains(ObjectKey(table)) { return true }
    return drop.ifExists && SQLFileName.isSnapshot(context.file.path)
      && context.outline.createdTables.contains(ObjectKey(table))
  }
}

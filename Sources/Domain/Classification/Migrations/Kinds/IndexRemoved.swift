public import Findings
import SQL

extension ChangeKind {
  /// An index is dropped, disabled or lost with a table that is made anew, on a server that takes no long lock for it.
  public static let migrationIndexRemoved = ChangeKind(
    id: "migration.index.removed", title: "Index removed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "Queries that were served by the index read the whole table from now on.",
    instead: "Look in the server's statistics whether the index is used; MySQL can make it INVISIBLE first.")
}

struct IndexRemoved: HazardRule {
  let kind = ChangeKind.migrationIndexRemoved
  let dialects: Set<Dialect>? = [.mysql, .sqlite, .mssql, .clickhouse]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .drop(let drop) where drop.kind == .index:
      return drop.names.compactMap { hazard($0.name, of: drop.table, context) }
    case .drop(let drop) where drop.kind == .table && context.dialect == .sqlite:
      // Indexes go with the table that a copy replaces.
      return drop.names.filter { TableRebuilt.isRebuilt($0, context) }.flatMap { table in
        context.schema.indexes.filter { $0.value.table == context.schema.key(of: table) && !$0.value.isUnique }
          .keys.sorted().compactMap { hazard($0.name, of: table, context) }
      }
    case .alterTable(let alter):
      return alter.actions.compactMap { action in
        guard case .dropIndex(let name) = action else { return nil }
        return hazard(name, of: alter.name, context)
      }
    default: return []
    }
  }

  private func hazard(_ name: String, of table: QualifiedName?, _ context: HazardContext) -> Hazard? {
    if context.change.createdObjects.contains(ObjectKey(name: name)) || context.schema.isNewIndex(name, of: table) {
      return nil
    }
    // A unique one is a constraint.
    let known = context.schema.indexState(name, of: table)
    if known?.isUnique == true { return nil }
    let owner = table?.description ?? known?.table.description
    return Hazard(
      owner.map { "\($0).\(name)" } ?? name,
      facts: [Finding.Fact("index", name)] + (owner.map { [Finding.Fact("table", $0)] } ?? []))
  }
}

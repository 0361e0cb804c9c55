public import Findings
import SQL

extension ChangeKind {
  /// `CLUSTER`, `VACUUM FULL`, `SET LOGGED`, or a move to another tablespace or access method.
  public static let migrationTableRewritten = ChangeKind(
    id: "migration.table.rewritten", title: "Table rewritten",
    baseScore: 850, direction: .neutral, reversible: true,
    why: "The whole table and its indexes are copied under a lock that stops reads and writes.",
    instead: "Use pg_repack or REPACK CONCURRENTLY, or do it in a maintenance window outside the migration.")
}

struct TableRewritten: HazardRule {
  let kind = ChangeKind.migrationTableRewritten
  // MySQL's ways to write a table anew are `migration.table.copied` and `migration.table.rebuilt-in-place`, ClickHouse's
  // `migration.table.mutated`.
  let dialects: Set<Dialect>? = [.postgres, .sqlite, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .cluster(let table):
      guard let table else { return [Hazard("database", after: "CLUSTER")] }
      return hazards(table, "CLUSTER", context)
    case .vacuum(let tables, let isFull):
      guard isFull else { return [] }
      let words = context.dialect == .sqlite ? "VACUUM" : "VACUUM FULL"
      if tables.isEmpty { return [Hazard("database", after: words)] }
      return tables.flatMap { hazards($0, words, context) }
    case .alterTable(let alter):
      // The rows of an index or a view do not move.
      guard alter.kind == .table else { return [] }
      return alter.actions.flatMap { action -> [Hazard] in
        guard let words = Self.words(action) else { return [] }
        // A table that is logged, or stands where it is moved to, stays as it is.
        if context.dialect == .postgres, context.effect(of: action, in: alter).rewrites == .no { return [] }
        return hazards(alter.name, words, context)
      }
    default: return []
    }
  }

  private static func words(_ action: AlterAction) -> String? {
    switch action {
    case .setLogged: "SET LOGGED"
    case .setTablespace: "SET TABLESPACE"
    case .setAccessMethod: "SET ACCESS METHOD"
    default: nil
    }
  }

  private func hazards(_ table: QualifiedName, _ words: String, _ context: HazardContext) -> [Hazard] {
    if context.schema.isNewForLocks(table) { return [] }
    return [
      .table(
        table, after: words,
        cost: context.dialect == .postgres
          ? context.facts(of: table, context.effects) : [Finding.Fact("rewrite", "true")])
    ]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// A foreign key of an existing table whose columns no index begins with. MySQL makes one itself.
  public static let migrationForeignKeyUnindexed = ChangeKind(
    id: "migration.foreign-key.unindexed", title: "Foreign key without an index",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "Every delete, and every update of the key, in the other table reads this one from end to end.",
    instead: "Build an index on the columns first, CONCURRENTLY where the table is in use.")
}

struct ForeignKeyUnindexed: HazardRule {
  let kind = ChangeKind.migrationForeignKeyUnindexed
  let dialects: Set<Dialect>? = [.postgres, .mssql, .sqlite]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    let key = context.schema.key(of: alter.name)
    return alter.foreignKeys.compactMap { constraint in
      guard let column = constraint.columns.first, context.schema.tables[key]?.isWhole == true,
        !context.schema.indexes.values.contains(where: { $0.table == key && $0.columns.first == column }),
        !context.change.indexedColumns.contains(TableMember(table: ObjectKey(alter.name), name: column))
      else { return nil }
      return .part(
        "constraint", constraint.name ?? column, of: alter.name,
        after: constraint.references.map { "REFERENCES \($0.table)" })
    }
  }
}

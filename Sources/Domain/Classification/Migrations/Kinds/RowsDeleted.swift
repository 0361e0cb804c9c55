public import Findings
import SQL

extension ChangeKind {
  /// `DELETE` without a `WHERE` that leaves rows out, and a `MERGE` that deletes as much.
  public static let migrationRowsDeleted = ChangeKind(
    id: "migration.rows.deleted", title: "All rows deleted",
    baseScore: 850, direction: .loosens, reversible: false,
    why: "Every row is deleted in one long transaction that also holds back vacuum and replicas.",
    instead: "Name the rows in a WHERE clause and delete them in batches outside the schema migration.")
}

struct RowsDeleted: HazardRule {
  let kind = ChangeKind.migrationRowsDeleted

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .delete(let delete) where context.schema.touchesEveryRow(delete): hazards(delete.table, context)
    case .merge(let merge) where merge.deletesAll: hazards(merge.table, context)
    case .drop(let drop) where drop.kind == .table && context.dialect == .sqlite:
      drop.names.flatMap { cascade(from: $0, context) }
    default: []
    }
  }

  /// SQLite deletes the rows of a table before it drops it, and what refers to them by ON DELETE CASCADE goes as well;
  /// unless foreign keys were switched off before the transaction ("PRAGMA foreign_keys", "DROP TABLE").
  private func cascade(from table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    if context.schema.isNew(table) || context.session.ignoresForeignKeys { return [] }
    let key = context.schema.key(of: table)
    return context.schema.foreignKeys(to: key)
      .filter { $0.child != key && $0.key.onDelete == .cascade && !context.schema.isNewForLocks($0.child) }
      .map { child, _ in
        Hazard(
          child.description, after: "DROP TABLE \(table), ON DELETE CASCADE", confidence: .symbolic,
          facts: [Finding.Fact("table", child.description)])
      }
  }

  private func hazards(_ table: QualifiedName, _ context: HazardContext) -> [Hazard] {
    context.schema.isNew(table) ? [] : [.table(table)]
  }
}

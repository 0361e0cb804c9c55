public import Findings
import SQL

extension ChangeKind {
  /// `DROP TABLE IF EXISTS` of a table of which no earlier migration tells, which the same file makes anew.
  public static let migrationTableReplaced = ChangeKind(
    id: "migration.table.replaced", title: "Table dropped if it exists, and made anew",
    baseScore: 250, direction: .neutral, reversible: false,
    why: "Where somebody made the table by hand, or another tool did, its rows are gone.",
    instead: "Leave the drop out: a migration that makes a table runs once, and should fail where the table stands.")
}

struct TableReplaced: HazardRule {
  let kind = ChangeKind.migrationTableReplaced

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .table else { return [] }
    return drop.names.filter { Self.isReplaced($0, drop, context) }.map { .table($0) }
  }

  /// Whether nothing says that the table stands, and the file makes it itself.
  static func isReplaced(_ table: QualifiedName, _ drop: Drop, _ context: HazardContext) -> Bool {
    drop.ifExists && !drop.cascade && context.file.standing == .migration && context.schema[table] == nil
      && context.outline.createdTables.contains(ObjectKey(table))
  }
}

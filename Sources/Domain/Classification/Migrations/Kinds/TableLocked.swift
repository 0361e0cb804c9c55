public import Findings
import SQL

extension ChangeKind {
  /// `LOCK TABLE` on an existing table.
  public static let migrationTableLocked = ChangeKind(
    id: "migration.table.locked", title: "Table locked explicitly",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Whoever needs the table waits until the transaction ends; the default mode stops reads too.",
    instead: "Let the statements take the locks that they need, with a lock_timeout and a retry.")
}

struct TableLocked: HazardRule {
  let kind = ChangeKind.migrationTableLocked

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .lockTable(let lock) = command else { return [] }
    return lock.tables.filter { !context.schema.isNewForLocks($0) }.map { table in
      .table(table, after: lock.mode, facts: [Finding.Fact("lock", lock.mode)])
    }
  }
}

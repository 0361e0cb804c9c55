public import Findings
import SQL

extension ChangeKind {
  /// A whole database is dropped.
  public static let migrationDatabaseDropped = ChangeKind(
    id: "migration.database.dropped", title: "Database dropped",
    baseScore: 950, direction: .loosens, reversible: false,
    why: "Nothing of the database is left but its backups.",
    instead: "Retire a database by hand with a restore that was tried, never from a migration.")
}

struct DatabaseDropped: HazardRule {
  let kind = ChangeKind.migrationDatabaseDropped
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .database else { return [] }
    return drop.names.map { Hazard($0.description, facts: [Finding.Fact("database", $0.description)]) }
  }
}

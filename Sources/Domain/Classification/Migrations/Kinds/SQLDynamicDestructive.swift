public import Findings
import SQL

extension ChangeKind {
  /// A block or a client command of which the text names a `DROP` of tables, columns or schemas, or
  /// `TRUNCATE`.
  public static let migrationSQLDynamicDestructive = ChangeKind(
    id: "migration.sql.dynamic-destructive", title: "SQL made at run time that speaks of dropping",
    baseScore: 800, direction: .loosens, reversible: false,
    why: "The destruction is wrapped in a block, where what exactly it hits is decided only when it runs.",
    instead:
      "Write the statement out as plain SQL, with the object's name, so that it can be reviewed for what it "
      + "is.")
}

struct SQLDynamicDestructive: HazardRule {
  let kind = ChangeKind.migrationSQLDynamicDestructive
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    DynamicSQL.all(in: command, context).filter { $0.kind == .destructive }.map(\.hazard)
  }
}

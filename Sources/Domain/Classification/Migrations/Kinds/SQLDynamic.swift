public import Findings
import SQL

extension ChangeKind {
  /// A `DO` block or `EXECUTE`: what it runs is not in the text.
  public static let migrationSQLDynamic = ChangeKind(
    id: "migration.sql.dynamic", title: "SQL made at run time",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why: "Whatever the block builds is run with the migration's rights, and no review of the file shows it.",
    instead: "Write the statements out; keep a block only for what SQL cannot say, without EXECUTE.")
}

struct SQLDynamic: HazardRule {
  let kind = ChangeKind.migrationSQLDynamic

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    DynamicSQL.all(in: command, context).filter { $0.kind == .plain }.map(\.hazard)
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// A block that runs a text put together when it runs, code in another language than SQL's own, or a command of
  /// the client that runs something from outside the file: `\i`, `\gexec`, `\!`.
  public static let migrationSQLDynamicAssembled = ChangeKind(
    id: "migration.sql.dynamic-assembled", title: "SQL put together at run time",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "What is run stands nowhere in the file; it may be anything, and no search for dangerous words finds it.",
    instead: "Write the statement out; where only names vary, use format() with %I and %L.")
}

struct SQLDynamicAssembled: HazardRule {
  let kind = ChangeKind.migrationSQLDynamicAssembled

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    DynamicSQL.all(in: command, context).filter { $0.kind == .assembled }.map(\.hazard)
  }
}

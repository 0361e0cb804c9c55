public import Findings
import SQL

extension ChangeKind {
  /// A change that MySQL or MariaDB makes by copying the table, or during which writes wait.
  public static let migrationTableCopied = ChangeKind(
    id: "migration.table.copied", title: "Table copied while writes wait",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "MySQL or MariaDB writes the table anew row by row, or builds an index, and every write waits until it is done: "
      + "seconds for thousands of rows, hours for hundreds of millions.",
    instead:
      "Use gh-ost or pt-online-schema-change, or a form that is done in place; with ALGORITHM=INPLACE, LOCK=NONE the "
      + "server refuses instead of blocking.")
}

struct TableCopied: HazardRule {
  let kind = ChangeKind.migrationTableCopied
  let dialects: Set<Dialect>? = [.mysql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard let change = OnlineChange(command, context), let cost = change.cost, cost.stopsWrites else { return [] }
    return [.table(change.table, after: change.cause, cost: change.facts)]
  }
}

public import Findings
import SQL

extension ChangeKind {
  /// `ALGORITHM` or `LOCK` asks for less than the change needs.
  public static let migrationAlgorithmRefused = ChangeKind(
    id: "migration.algorithm.refused", title: "ALGORITHM or LOCK that the change cannot keep",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "The server refuses the statement, and the deployment stops half-way: every change before it stays made.",
    instead: "Choose a form that can be done so, or change the table with gh-ost or pt-online-schema-change.")
}

struct AlgorithmRefused: HazardRule {
  let kind = ChangeKind.migrationAlgorithmRefused
  let dialects: Set<Dialect>? = [.mysql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard let change = OnlineChange(command, context), let refused = change.refused else { return [] }
    return [.table(change.table, before: change.cause, after: refused)]
  }
}

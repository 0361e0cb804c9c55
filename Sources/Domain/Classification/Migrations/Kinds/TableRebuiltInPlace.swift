public import Findings
import SQL

extension ChangeKind {
  /// A change for which MySQL or MariaDB writes the table anew while it is in use.
  public static let migrationTableRebuiltInPlace = ChangeKind(
    id: "migration.table.rebuilt-in-place", title: "Table rebuilt in place",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why:
      "Nobody waits on the primary, but the whole table is written anew: it needs the space twice, and replicas fall "
      + "behind for as long as it takes.",
    instead: "Do it when there is little traffic, and watch the replicas; gh-ost can be slowed down.")
}

struct TableRebuiltInPlace: HazardRule {
  let kind = ChangeKind.migrationTableRebuiltInPlace
  let dialects: Set<Dialect>? = [.mysql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard let change = OnlineChange(command, context), let cost = change.cost, !cost.stopsWrites,
      cost.algorithm == .inPlace
    else { return [] }
    return [.table(change.table, after: change.cause, cost: change.facts)]
  }
}

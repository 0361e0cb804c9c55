public import Findings
import SQL

extension ChangeKind {
  /// ClickHouse's `MODIFY ORDER BY`.
  public static let migrationTableOrderChanged = ChangeKind(
    id: "migration.table.order-changed", title: "Sorting key changed",
    baseScore: BaseScore.low, direction: .neutral, reversible: false,
    why:
      "A table that replaces, sums or collapses rows does so by its sorting key: rows that were one are "
      + "several from now on. Only columns that the same statement adds can be taken in.",
    instead: "Make a table with the new key, fill it, compare it with the old one and EXCHANGE TABLES.")
}

struct TableOrderChanged: HazardRule {
  let kind = ChangeKind.migrationTableOrderChanged
  let dialects: Set<Dialect>? = [.clickhouse]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      guard case .setSortingKey(let key) = action else { return nil }
      return .table(alter.name, after: "ORDER BY \(key)")
    }
  }
}

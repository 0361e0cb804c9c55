public import Findings
import SQL

extension ChangeKind {
  /// `SET UNLOGGED`: the table leaves the write-ahead log.
  public static let migrationTableUnlogged = ChangeKind(
    id: "migration.table.unlogged", title: "Table made unlogged",
    baseScore: BaseScore.critical, direction: .loosens, reversible: false,
    why:
      "A crash empties an unlogged table and replicas never see it; the change itself copies the table "
      + "under a lock.",
    instead: "Keep rows that matter in a logged table; load in bulk into a new table instead.")
}

struct TableUnlogged: HazardRule {
  let kind = ChangeKind.migrationTableUnlogged
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      guard case .setUnlogged = action, !context.schema.isNewForLocks(alter.name) else { return nil }
      return .table(
        alter.name, before: "LOGGED", after: "UNLOGGED",
        cost: context.facts(of: alter.name, context.effects(of: action, in: alter)))
    }
  }
}

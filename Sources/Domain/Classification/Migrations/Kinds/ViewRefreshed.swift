public import Findings
import SQL

extension ChangeKind {
  /// `REFRESH MATERIALIZED VIEW` without `CONCURRENTLY`.
  public static let migrationViewRefreshed = ChangeKind(
    id: "migration.view.refreshed", title: "Materialised view refreshed under a blocking lock",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Readers of the view wait until its query has run.",
    instead:
      "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view, and outside the "
      + "migration.")
}

struct ViewRefreshed: HazardRule {
  let kind = ChangeKind.migrationViewRefreshed
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .refreshMaterializedView(let view, let concurrently, _) = command, !concurrently,
      !context.schema.newObjects.contains(ObjectKey(view))
    else { return [] }
    return [
      Hazard(
        view.description, facts: [Finding.Fact("view", view.description), TableLock.accessExclusive.fact])
    ]
  }
}

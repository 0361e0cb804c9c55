public import Findings
import SQL

extension ChangeKind {
  /// `REFRESH MATERIALIZED VIEW` without `CONCURRENTLY`, or the view dropped and made again.
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
    switch command {
    case .refreshMaterializedView(let view, concurrently: false, _): [view].compactMap { hazard($0, nil, context) }
    // Made again, it is filled by its query while the drop's lock is held.
    case .drop(let drop) where drop.kind == .materializedView:
      drop.names.filter { context.outline.createdObjects.contains(ObjectKey($0)) }
        .compactMap { hazard($0, "DROP and CREATE", context) }
    default: []
    }
  }

  private func hazard(_ view: QualifiedName, _ words: String?, _ context: HazardContext) -> Hazard? {
    if context.schema.newObjects.contains(ObjectKey(view)) { return nil }
    return Hazard(
      view.description, after: words,
      facts: [Finding.Fact("view", view.description), TableLock.accessExclusive.fact])
  }
}

public import Findings

extension ChangeKind {
  /// The down script of a merged migration was edited or deleted.
  public static let migrationHistoryRollbackChanged = ChangeKind(
    id: "migration.history.rollback-changed", title: "Rollback of a merged migration changed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "A rollback in an emergency would do something that nobody has tried.",
    instead: "Try the rollback on a copy before it is needed, and never delete the only one.")
}

struct RollbackChanged: HistoryRule {
  let kind = ChangeKind.migrationHistoryRollbackChanged

  func finding(_ change: HistoricChange) -> Finding? {
    // An edit of both ways is reported as one of the way forward.
    change.isRollbackChanged && !change.isForwardChanged ? change.finding(kind) : nil
  }
}

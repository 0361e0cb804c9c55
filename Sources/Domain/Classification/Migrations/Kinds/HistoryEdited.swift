public import Findings

extension ChangeKind {
  /// The statements of a merged migration were changed.
  public static let migrationHistoryEdited = ChangeKind(
    id: "migration.history.edited", title: "Merged migration edited",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why:
      "Databases that already ran it never run the change: tools with checksums refuse to go on, others "
      + "drift apart in silence.",
    instead: "Put the old file back and write the change as a new migration.")
}

struct HistoryEdited: HistoryRule {
  let kind = ChangeKind.migrationHistoryEdited

  func finding(_ change: HistoricChange) -> Finding? {
    change.isForwardChanged ? change.finding(kind) : nil
  }
}

public import Findings

extension ChangeKind {
  /// A merged migration was deleted.
  public static let migrationHistoryDeleted = ChangeKind(
    id: "migration.history.deleted", title: "Merged migration deleted",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "New databases never get what it did, and tools that know it was applied refuse to go on.",
    instead: "Keep it; to undo it write a new migration, to squash history use the tool's own baseline.")
}

struct HistoryDeleted: HistoryRule {
  let kind = ChangeKind.migrationHistoryDeleted

  func finding(_ change: HistoricChange) -> Finding? {
    guard change.head == nil, change.renamedTo == nil, change.base.file.role != .down else { return nil }
    return change.finding(kind)
  }
}

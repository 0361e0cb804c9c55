public import Findings
import Repositories

extension ChangeKind {
  /// Comments or blanks of a merged migration were changed under a tool that keeps checksums.
  public static let migrationHistoryReformatted = ChangeKind(
    id: "migration.history.reformatted", title: "Merged migration reformatted",
    baseScore: BaseScore.info, direction: .neutral, reversible: true,
    why:
      "The statements are the same, but the checksum is not, and the tool refuses to go on until it is "
      + "repaired.",
    instead: "Leave merged migrations as they are, byte for byte.")
}

struct HistoryReformatted: HistoryRule {
  let kind = ChangeKind.migrationHistoryReformatted

  func finding(_ change: HistoricChange) -> Finding? {
    guard let head = change.head, change.base.file.layout.checksumsFiles, change.base.file.role == .up,
      head.version.id != change.base.version.id, !change.isForwardChanged
    else { return nil }
    return change.finding(kind)
  }
}

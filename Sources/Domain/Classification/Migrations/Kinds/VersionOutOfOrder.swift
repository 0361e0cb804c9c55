public import Findings

extension ChangeKind {
  /// A new migration sorts before one that is already merged, under a tool that skips or refuses such files.
  public static let migrationVersionOutOfOrder = ChangeKind(
    id: "migration.version.out-of-order", title: "Migration older than the newest one",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Databases that are at the newest version never run it, or the deployment stops.",
    instead: "Give the file a version above the newest one on the target branch.")
}

struct VersionOutOfOrder: VersionRule {
  let kind = ChangeKind.migrationVersionOutOfOrder

  func finding(_ file: JudgedFile, _ histories: VersionedHistories) -> Finding? {
    let added = file.side.file
    // A database sees the files of its own dialect and those of none. One without statements may be skipped as well.
    guard added.layout.needsAscendingVersions, let version = added.version, !file.isEmpty,
      let newest = histories.base.lazy.filter({ $0.role == .up && $0.sharesDatabases(with: added) })
        .compactMap(\.version).max(),
      version < newest
    else { return nil }
    return Finding(
      kind: kind, location: Finding.Location(added.path), resource: added.path.display,
      before: .text(newest.text),
      after: .text(version.text), facts: [Finding.Fact("tool", added.layout.rawValue)])
  }
}

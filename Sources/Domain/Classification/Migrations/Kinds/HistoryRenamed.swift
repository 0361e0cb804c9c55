public import Findings

extension ChangeKind {
  /// A merged migration got another name, its content unchanged.
  public static let migrationHistoryRenamed = ChangeKind(
    id: "migration.history.renamed", title: "Merged migration renamed",
    baseScore: 600, direction: .neutral, reversible: false,
    why:
      "Tools know a migration by its version or name: databases that ran it may run it again, others refuse "
      + "to go on.",
    instead: "Keep the name; where two versions collide, rename the file that is not merged yet.")
}

struct HistoryRenamed: HistoryRule {
  let kind = ChangeKind.migrationHistoryRenamed

  func finding(_ change: HistoricChange) -> Finding? {
    guard let new = change.renamedTo, change.base.file.role != .down, !change.base.file.isKnown(by: new) else {
      return nil
    }
    let (before, after) = (change.path.display, new.path.display)
    return Finding(
      kind: kind, location: Finding.Location(new.path), resource: before, before: .text(before),
      after: .text(after),
      files: [change.path], facts: [Finding.Fact("tool", change.base.file.layout.rawValue)])
  }
}

extension MigrationFile {
  /// Whether the tool takes `other` for this file: it keeps the version alone, and another title changes nothing.
  fileprivate func isKnown(by other: MigrationFile) -> Bool {
    guard let version, layout == other.layout, root == other.root, version == other.version,
      server == other.server
    else { return false }
    switch layout {
    case .golangMigrate, .diesel, .sqlx, .dbmate, .goose, .rails, .ecto: return true
    default: return false
    }
  }
}

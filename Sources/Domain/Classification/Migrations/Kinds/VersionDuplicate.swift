public import Findings

extension ChangeKind {
  /// Two files of one history have the same version.
  public static let migrationVersionDuplicate = ChangeKind(
    id: "migration.version.duplicate", title: "Migration version used twice",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "The tool refuses to start or runs one of the two, and which one may differ between databases.",
    instead: "Give the new file a version of its own.")
}

struct VersionDuplicate: VersionRule {
  let kind = ChangeKind.migrationVersionDuplicate

  func finding(_ file: JudgedFile, _ histories: VersionedHistories) -> Finding? {
    let added = file.side.file
    guard added.layout.identifiesByVersion, let version = added.version,
      let other = histories.head.first(where: { $0.isTwin(of: added) })
    else { return nil }
    return Finding(
      kind: kind, location: Finding.Location(added.path), resource: added.path.display,
      after: .text(version.text),
      files: [other.path], facts: [Finding.Fact("other", other.path.display)])
  }
}

extension MigrationFile {
  /// Whether the tool takes this file and `other` for one: same version, same role, same variant.
  fileprivate func isTwin(of other: MigrationFile) -> Bool {
    path != other.path && role == other.role && version == other.version && variant == other.variant
  }

  /// What stands between the title and the last two parts of a name: `mysql` of `1_users.mysql.up.sql`, where
  /// one version has a file for each server.
  private var variant: [ArraySlice<UInt8>] {
    guard layout == .golangMigrate || layout == .sqlx else { return [] }
    return path.name.split(separator: UInt8(ascii: ".")).dropFirst().dropLast(2).map(\.self)
  }
}

import Findings

/// Recognises what is wrong with the version of a new migration.
protocol VersionRule: Sendable {
  var kind: ChangeKind { get }

  /// What `added` gives rise to, beside the files of its history on both sides.
  func finding(_ added: JudgedFile, _ histories: VersionedHistories) -> Finding?
}

/// The history that a new migration joins: the files of its root before and after the change.
struct VersionedHistories {
  let base: [MigrationFile]
  let head: [MigrationFile]

  init(_ root: RepositoryPath, base: TreeListing, head: TreeListing) throws(Failure) {
    self.base = try MigrationRoot(listing: base, precedent: base).files(in: root)
    self.head = try MigrationRoot(listing: head, precedent: base).files(in: root)
  }
}

/// Every rule about versions.
enum VersionRules {
  static let all: [any VersionRule] = [VersionOutOfOrder(), VersionDuplicate()]
}

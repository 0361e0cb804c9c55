public import Findings

/// A state of the files as a program sees it that opens them by path: symbolic links inside the tree are followed.
///
/// A link that leads nowhere, out of the tree or round in a circle is left as it is, with the mode of a link, for
/// classifiers to report.
public final class FollowedTree: TreeSnapshot {
  private let below: any TreeSnapshot
  private let links: SymbolicLinks

  /// - Parameter links: all links of `below`.
  public init(_ below: any TreeSnapshot, links: SymbolicLinks) {
    self.below = below
    self.links = links
  }

  public func version(at path: RepositoryPath) throws(Failure) -> FileVersion? {
    if let destination = links.destination(of: path), let version = try below.version(at: destination.path) {
      return version
    }
    // The last component as it stands, in a directory that may have been reached through links.
    guard path != .root, let directory = links.destination(of: path.directory) else { return nil }
    return try below.version(at: directory.path.appending(path.name))
  }

  public func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry] {
    guard let destination = links.destination(of: directory) else { return [] }
    var entries = try below.entries(in: destination.path)
    for index in entries.indices where entries[index].version.mode.isSymbolicLink {
      let name = entries[index].name
      if let version = try version(at: destination.path.appending(name)) {
        entries[index] = TreeEntry(name: name, version: version)
      }
    }
    return entries
  }

  public func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents {
    try below.contents(of: version, limit: limit)
  }

  /// None is left to follow.
  public func symbolicLinks() throws(Failure) -> SymbolicLinks { SymbolicLinks(targets: [:]) }

  public func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)? { try below.state(of: commit) }
}

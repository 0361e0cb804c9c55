import Findings
import Repositories

extension TreeSnapshot {
  /// The regular file that the symbolic link at `path` leads to inside this tree.
  ///
  /// Returns `nil` for a link that leads out of the tree, nowhere, to a directory or round in a circle.
  func fileBehindLink(at path: RepositoryPath, _ link: FileVersion) throws(Failure) -> LinkedFile? {
    var place = path
    var version = link
    for _ in 0..<MigrationLimits.linkHops {
      guard case .bytes(let target) = try contents(of: version, limit: ClassifierLimits.fileBytes),
        !target.isEmpty, target.first != UInt8(ascii: "/"), let next = place.directory.resolving(target),
        let found = try self.version(at: next)
      else { return nil }
      if found.mode.isRegularFile { return LinkedFile(path: next, version: found) }
      guard found.mode.isSymbolicLink else { return nil }
      place = next
      version = found
    }
    return nil
  }
}

/// Where a symbolic link ends.
struct LinkedFile: Hashable, Sendable {
  let path: RepositoryPath
  let version: FileVersion
}

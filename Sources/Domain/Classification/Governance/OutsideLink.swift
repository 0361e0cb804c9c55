import Findings
import Repositories

/// A symbolic link that leads out of the repository and could stand for a directory.
///
/// A link that is named like a file of a known format is reported by who reads that format.
struct OutsideLink {
  let change: FileChange
  /// Where the link leads after the change; `nil` when it is gone, or leads into the repository now.
  let target: [UInt8]?

  /// `nil` unless one side of the change is such a link.
  init?(_ change: FileChange, in set: ChangeSet) throws(Failure) {
    guard !change.path.name.contains(UInt8(ascii: ".")) else { return nil }
    let before = try Self.outside(change.old, at: change.path, set.base)
    target = try Self.outside(change.new, at: change.path, set.head)
    guard before != nil || target != nil else { return nil }
    self.change = change
  }

  /// The target of a link that leads out of the repository.
  private static func outside(
    _ version: FileVersion?, at path: RepositoryPath, _ tree: any TreeSnapshot
  ) throws(Failure) -> [UInt8]? {
    guard let version, version.mode.isSymbolicLink,
      case .bytes(let target) = try tree.contents(of: version, limit: SymbolicLinks.targetLimit),
      SymbolicLinks(targets: [path: target]).destination(of: path) == nil
    else { return nil }
    return target
  }

  /// `nil` where no such link is left: that only tightens.
  var finding: Finding? {
    guard let target else { return nil }
    return Finding(
      kind: .governanceLinkOutside, location: Finding.Location(change.path), resource: change.path.display,
      after: .text(DisplayText.escaping(target)), facts: [Finding.Fact("link", change.path.display)])
  }
}

import Findings
import Repositories

/// A symbolic link that leads out of the repository and could stand for a directory.
///
/// A link that is named like a file of a known format is reported by who reads that format.
struct OutsideLink {
  let change: FileChange
  let target: [UInt8]

  /// `nil` unless the change leaves such a link.
  init?(_ change: FileChange, in set: ChangeSet) throws(Failure) {
    guard let link = change.new, link.mode.isSymbolicLink, !change.path.name.contains(UInt8(ascii: ".")),
      case .bytes(let target) = try set.head.contents(of: link, limit: SymbolicLinks.targetLimit),
      SymbolicLinks(targets: [change.path: target]).destination(of: change.path) == nil
    else { return nil }
    self.change = change
    self.target = target
  }

  var finding: Finding {
    Finding(
      kind: .governanceLinkOutside, location: Finding.Location(change.path), resource: change.path.display,
      after: .text(DisplayText.escaping(target)), facts: [Finding.Fact("link", change.path.display)])
  }
}

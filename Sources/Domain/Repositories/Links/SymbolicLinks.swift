public import Findings

/// Every symbolic link of a state of the files, and where a path leads through them.
///
/// Terraform, migration tools and firewalls open files by path and never notice a link, so a file is judged at
/// every path at which it can be opened. Links are followed inside the tree only: what stands outside is not part of
/// the change, and a link to it stays what it is.
public struct SymbolicLinks: Hashable, Sendable {
  /// The target of each link as git stores it, by the link's own path.
  public let targets: [RepositoryPath: [UInt8]]

  /// The links on the way to one file that are followed, as many as Linux does (`ELOOP` after 40).
  public static let hopLimit = 40

  /// The longest target that is read, in bytes: Linux's `PATH_MAX`. A longer one can be opened by nobody.
  public static let targetLimit = 4096

  /// Where a path ends.
  public struct Destination: Hashable, Sendable {
    /// The path without links. Whether something stands there is another question.
    public let path: RepositoryPath
    /// The links that were followed.
    public let links: [RepositoryPath]
  }

  /// Links by their paths.
  public init(targets: [RepositoryPath: [UInt8]]) {
    self.targets = targets
  }

  /// Whether there are none, as in most repositories.
  public var isEmpty: Bool { targets.isEmpty }

  /// Where `path` leads; `nil` when it leads out of the tree, or round in a circle.
  public func destination(of path: RepositoryPath) -> Destination? {
    guard !isEmpty else { return Destination(path: path, links: []) }
    var pending = Array(path.components.reversed())
    var place = RepositoryPath.root
    var followed: [RepositoryPath] = []
    while let name = pending.popLast() {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        guard place != .root else { return nil }
        place = place.directory
        continue
      }
      let next = place.appending(name)
      guard let target = targets[next] else {
        place = next
        continue
      }
      followed.append(next)
      guard followed.count <= Self.hopLimit, let first = target.first, first != UInt8(ascii: "/") else { return nil }
      pending += target.split(separator: UInt8(ascii: "/")).reversed()
    }
    return Destination(path: place, links: followed)
  }
}

import Findings

/// Remembers the links of one tree, so that the next commit's are found by what differs.
///
/// Only speed depends on it: whatever is lost or does not fit is read from the tree again.
public protocol LinkMemory: AnyObject {
  /// The tree whose links were remembered last.
  func recall() -> (tree: ObjectID, links: SymbolicLinks)?

  /// Remembers the links of `tree` instead.
  func remember(_ links: SymbolicLinks, of tree: ObjectID)
}

/// Remembers them for as long as it lives: the bases of a history's commits, one after the other.
public final class LastLinks: LinkMemory {
  private var last: (tree: ObjectID, links: SymbolicLinks)?

  public init() {}

  public func recall() -> (tree: ObjectID, links: SymbolicLinks)? { last }

  public func remember(_ links: SymbolicLinks, of tree: ObjectID) { last = (tree, links) }
}

/// Lists the symbolic links of a tree object.
struct LinkListing {
  let reader: any ObjectReader

  /// The most links of one tree: beyond it the answer is "incomplete".
  static let linkLimit = 100_000

  /// The links of `root`, through `memory` where that saves reading every tree.
  func links(of root: ObjectID, memory: (any LinkMemory)?) throws(Failure) -> SymbolicLinks {
    let known = memory?.recall()
    if let known, known.tree == root { return known.links }
    let links: SymbolicLinks
    if let known, let updated = try? update(known.links, from: known.tree, to: root) {
      links = updated
    } else {
      links = try listAll(root)
    }
    memory?.remember(links, of: root)
    return links
  }

  private func update(
    _ links: SymbolicLinks, from old: ObjectID, to new: ObjectID
  ) throws(Failure) -> SymbolicLinks {
    try links.applying(
      try TreeDiff(reader: reader).changes(from: old, to: new), in: StoredTree(root: new, reader: reader))
  }

  private func listAll(_ root: ObjectID) throws(Failure) -> SymbolicLinks {
    var targets: [RepositoryPath: [UInt8]] = [:]
    // A tree that stands at several places is read once, if there is nothing in it.
    var without: Set<ObjectID> = []
    var pending: [(path: RepositoryPath, tree: ObjectID, depth: Int)] = [(.root, root, 0)]
    while let (directory, tree, depth) = pending.popLast() {
      guard !without.contains(tree) else { continue }
      guard depth <= TreeDiff.depthLimit else {
        throw Failure(
          .inputIncomplete, "directories are nested deeper than \(TreeDiff.depthLimit) levels at \(directory.display)",
          hint: "flatten the tree; a gate does not judge what it does not read")
      }
      var isBare = true
      var cursor = try TreeCursor(try reader.require(tree, .tree), format: reader.format, of: tree)
      while !cursor.isAtEnd {
        if cursor.mode.isDirectory || cursor.mode.isSymbolicLink {
          isBare = false
          let entry = try cursor.entry()
          let path = directory.appending(entry.name)
          if entry.version.mode.isDirectory {
            pending.append((path, entry.version.id, depth + 1))
          } else {
            targets[path] = try StoredTree(root: nil, reader: reader).target(of: entry.version)
          }
        }
        try cursor.advance()
      }
      if isBare { without.insert(tree) }
      guard targets.count <= Self.linkLimit else {
        throw Failure(
          .inputIncomplete, "the tree holds more than \(Self.linkLimit) symbolic links",
          hint: "replace links by files; a gate does not judge what it does not read")
      }
    }
    return SymbolicLinks(targets: targets)
  }
}

extension SymbolicLinks {
  /// The links after `changes`, which lead to the state `tree`.
  func applying(_ changes: [FileChange], in tree: any TreeSnapshot) throws(Failure) -> SymbolicLinks {
    var targets = targets
    for change in changes {
      if change.old?.mode.isSymbolicLink == true { targets[change.path] = nil }
      if let new = change.new, new.mode.isSymbolicLink { targets[change.path] = try tree.target(of: new) }
    }
    return SymbolicLinks(targets: targets)
  }
}

extension TreeSnapshot {
  /// The target of a symbolic link; empty, which leads nowhere, where it is too long to be one.
  func target(of link: FileVersion) throws(Failure) -> [UInt8] {
    guard case .bytes(let bytes) = try contents(of: link, limit: SymbolicLinks.targetLimit) else { return [] }
    // To the system call that makes the link on checkout, the target ends at a NUL.
    return Array(bytes.prefix { $0 != 0 })
  }
}

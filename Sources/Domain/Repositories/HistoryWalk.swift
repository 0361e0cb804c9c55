public import Findings

/// Reads what each commit of a history changed, one after the other.
///
/// A commit is compared with its first parent, a merge too: what a merge brings besides what it merges is in nobody's
/// branch. A commit without parents is compared with the empty tree.
public final class HistoryWalk {
  private let reader: any ObjectReader
  private let diff: TreeDiff
  private let links = LastLinks()
  private let memory = ChangeMemory()
  private let plainBlobs = PlainBlobs()
  /// Commits that were read: a parent is mostly the next commit of the walk.
  private var known: [ObjectID: Commit] = [:]

  /// The most commits that are kept.
  private static let knownLimit = 1024

  /// A walk over the objects of `reader`.
  public init(reader: any ObjectReader) {
    let reader = RememberingReader(reader)
    self.reader = reader
    self.diff = TreeDiff(reader: reader)
  }

  /// What a commit changed.
  ///
  /// - Throws: `input-incomplete` when the commit, its first parent or a tree of theirs is not here. The parents are those
  ///   that the commit itself names, so that the boundary of a shallow clone is not taken for the beginning of history.
  public func step(_ id: ObjectID) throws(Failure) -> HistoryStep {
    let commit = try commit(id)
    var base: ObjectID?
    if let parent = commit.parents.first {
      guard let read = try find(parent) else {
        throw Failure(
          .inputIncomplete, "commit \(id) is at the end of this clone: its parent \(parent) is not here",
          hint: "git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
      }
      base = read.tree
    }
    let change = ChangeSet(
      files: try diff.changes(from: base, to: commit.tree),
      base: StoredTree(root: base, reader: reader, linkMemory: links),
      head: StoredTree(root: commit.tree, reader: reader), memory: memory, plainBlobs: plainBlobs)
    return HistoryStep(commit: commit, change: change)
  }

  private func commit(_ id: ObjectID) throws(Failure) -> Commit {
    // Each commit is asked for once, so it need not be kept for another time.
    if let commit = known.removeValue(forKey: id) { return commit }
    return try reader.commit(id)
  }

  private func find(_ id: ObjectID) throws(Failure) -> Commit? {
    if let commit = known[id] { return commit }
    let commit: Commit
    do throws(Failure) {
      commit = try reader.commit(id)
    } catch  where error.code == .inputIncomplete {
      return nil
    }
    if known.count >= Self.knownLimit { known.removeAll(keepingCapacity: true) }
    known[id] = commit
    return commit
  }
}

extension Commit {
  /// The first line of the message, safe to print.
  public var subject: String {
    let line = message.drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return DisplayText.escaping(line)
  }
}

/// A commit and what it changed.
public struct HistoryStep {
  public let commit: Commit
  /// From the tree of the first parent to the commit's own.
  public let change: ChangeSet

  public init(commit: Commit, change: ChangeSet) {
    self.commit = commit
    self.change = change
  }
}

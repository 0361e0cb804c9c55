public import Findings
public import Repositories

/// The receipts of a repository, and the commits that they hold for.
public struct ReceiptBook {
  private let notes: NotesTree
  private let reader: any ObjectReader
  private let sha256: SHA256Function

  /// - Parameter tip: the commit that ``Receipt/notesRef`` holds.
  public init(tip: ObjectID, reader: any ObjectReader, sha256: SHA256Function) throws(Failure) {
    notes = try NotesTree(tip: tip, reader: reader)
    self.reader = reader
    self.sha256 = sha256
  }

  /// The receipt of a commit; `nil` without one, or if what it was given for is not what the commit changes.
  public func receipt(of commit: ObjectID) throws(Failure) -> Receipt? {
    let receipts = try notes.note(on: commit).map(Receipt.read) ?? []
    guard !receipts.isEmpty else { return nil }
    let rawDiff = Receipt.rawDiff(of: try reader.changes(of: commit), sha256: sha256)
    return receipts.first { $0.rawDiff == rawDiff }
  }

  /// How many of a proposal's commits came without a receipt.
  func count(_ proposal: Proposal) throws(Failure) -> UnattestedCommits {
    var count = UnattestedCommits(unattested: 0, of: 0)
    for commit in proposal.commits {
      let isAttested = try receipt(of: commit) != nil
      if !isAttested, commit == proposal.head, try isMerge(commit, into: proposal.targetTip) { continue }
      count = UnattestedCommits(unattested: count.unattested + (isAttested ? 0 : 1), of: count.of + 1)
    }
    return count
  }

  /// Whether a commit merges a change into its target: forges make that commit, and no hook of anybody sees it.
  private func isMerge(_ commit: ObjectID, into target: ObjectID?) throws(Failure) -> Bool {
    let parents = try reader.commit(commit).parents
    return parents.count > 1 && parents.first == target
  }
}

/// A figure, never a failure: git runs no hooks for cherry-picks, reverts, rebases and what a forge's pages commit.
public struct UnattestedCommits: Hashable, Sendable {
  /// The commits without a receipt.
  public let unattested: Int
  /// The commits that were counted.
  public let of: Int

  public init(unattested: Int, of: Int) {
    self.unattested = unattested
    self.of = of
  }
}

extension ObjectReader {
  /// What a commit changes against its first parent, or against nothing.
  public func changes(of commit: ObjectID) throws(Failure) -> [FileChange] {
    let commit = try self.commit(commit)
    let parent = try commit.parents.first.map { id throws(Failure) in try self.commit(id).tree }
    return try TreeDiff(reader: self).changes(from: parent, to: commit.tree)
  }
}

public import Findings

/// What is to be judged: what the target would receive, from the target's tip to the merge result.
///
/// A merge base is never the base of a decision: it would hide what the target gained in the meantime.
public struct Proposal {
  /// How the proposal came about.
  public enum Origin: String, Hashable, Sendable {
    /// The index against `HEAD`: provisional, no commit stands for it yet.
    case staged
    /// Files named by hand, outside any history and as if they were new: provisional as well.
    case files
    /// Two trees named by hand.
    case range
    /// A line of a push.
    case push
    /// A head that is to be merged into a target.
    case merge
  }

  public let origin: Origin

  /// The full name of the target, such as `refs/heads/main`; `nil` for a range named by hand.
  public let targetRef: String?

  /// The commit whose policy and trust root hold; `nil` where the target does not exist yet.
  public let targetTip: ObjectID?

  /// The commit that is proposed; `nil` for what is only staged.
  public let head: ObjectID?

  /// The tree that the target would hold; `nil` for what is only staged.
  public let resultTree: ObjectID?

  /// The commits of the change, newest first; none for what is only staged.
  public let commits: [ObjectID]

  /// A commit that ``commits`` may lack, beyond the end of a shallow clone; `nil` when they are all.
  public let missing: ObjectID?

  /// The files that differ, and both states.
  public let change: ChangeSet

  public init(
    origin: Origin, targetRef: String?, targetTip: ObjectID?, head: ObjectID?, resultTree: ObjectID?,
    commits: [ObjectID], missing: ObjectID? = nil, change: ChangeSet
  ) {
    self.origin = origin
    self.targetRef = targetRef
    self.targetTip = targetTip
    self.head = head
    self.resultTree = resultTree
    self.commits = commits
    self.missing = missing
    self.change = change
  }

  /// The same change, to be judged by the policy of `target`.
  public func headed(for target: Target) -> Proposal {
    Proposal(
      origin: origin, targetRef: target.ref, targetTip: target.tip, head: head, resultTree: resultTree,
      commits: commits, missing: missing, change: change)
  }
}

extension Proposal {
  /// Files that stand in no repository, for no target: the built-in policy holds.
  public init(of files: LooseFiles) {
    self.init(
      origin: .files, targetRef: nil, targetTip: nil, head: nil, resultTree: nil, commits: [], change: files.change)
  }
}

/// Makes proposals from what a hook, a forge or a person names.
public struct ProposalResolver {
  private let queries: any RepositoryQueries
  private let linkMemory: (any LinkMemory)?
  private let plainBlobs: PlainBlobs

  /// The most commits whose authors are read; a longer change is refused rather than half read.
  public static let commitLimit = 100_000

  /// - Parameters:
  ///   - linkMemory: where the symbolic links of a base may be remembered; `nil` to read them every time.
  ///   - plainBlobs: what is known of contents already.
  public init(
    queries: any RepositoryQueries, linkMemory: (any LinkMemory)? = nil, plainBlobs: PlainBlobs = PlainBlobs()
  ) {
    self.queries = queries
    self.linkMemory = linkMemory
    self.plainBlobs = plainBlobs
  }

  /// The index against `HEAD`, to be judged by the policy at `target`.
  public func staged(target: Target?) throws(Failure) -> Proposal {
    let changes = try queries.stagedChanges()
    let reader = try queries.objects()
    let queries = queries
    let base = StoredTree(reader: reader, linkMemory: linkMemory) { () throws(Failure) -> ObjectID? in
      guard let head = try queries.facts.head else { return nil }
      return try reader.commit(head).tree
    }
    let change = ChangeSet(
      files: changes, base: base, head: OverlaidTree(changes, over: base, reader: reader), plainBlobs: plainBlobs)
    return Proposal(
      origin: .staged, targetRef: target?.ref, targetTip: target?.tip, head: nil, resultTree: nil, commits: [],
      change: change)
  }

  /// The trees of two revisions, `base` being the one whose policy holds.
  public func range(from base: ObjectID?, to head: ObjectID) throws(Failure) -> Proposal {
    let reader = try queries.objects()
    let tree = try reader.commit(head).tree
    return try proposal(
      .range, target: Target(ref: nil, tip: base), head: head, resultTree: tree, reader: reader)
  }

  /// What `target` receives when it is moved to `head` as it is: a push, or a forge's merge commit.
  ///
  /// Every commit that the target lacks is the change's, those on other branches too: whoever wrote them cannot approve.
  public func replacing(_ target: Target, by head: ObjectID) throws(Failure) -> Proposal {
    let reader = try queries.objects()
    let tree = try reader.commit(head).tree
    var commits: [ObjectID]?
    // Where history is cut short, both trees can be here and what joins them not.
    if let tip = target.tip, try !queries.facts.isShallow {
      commits = try queries.divergence(of: head, from: tip).ahead
    }
    return try proposal(.push, target: target, head: head, resultTree: tree, reader: reader, commits: commits)
  }

  /// What `target` receives when `head` is merged into it, predicted.
  public func merging(_ head: ObjectID, into target: Target) throws(Failure) -> Proposal {
    guard let tip = target.tip else {
      let reader = try queries.objects()
      let tree = try reader.commit(head).tree
      return try proposal(.merge, target: target, head: head, resultTree: tree, reader: reader)
    }
    let divergence = try queries.divergence(of: head, from: tip)
    let resultTree: ObjectID
    if divergence.behind.isEmpty {
      resultTree = try queries.objects().commit(head).tree
    } else if divergence.ahead.isEmpty {
      resultTree = try queries.objects().commit(tip).tree
    } else {
      try ShallowHistory(queries: queries).requireMergeBase(of: head, and: tip, divergence)
      guard divergence.isRelated else {
        throw Failure(
          .mergeConflict, "the merge result cannot be predicted: there is no history in common",
          hint: "merge or rebase onto \(target.ref ?? "the target") first")
      }
      switch try queries.mergeResult(of: head, into: tip) {
      case .tree(let tree): resultTree = tree
      case .conflict(let paths): throw Self.conflict(paths, target)
      }
    }
    // Opened after the merge, so that it sees the objects that the merge made.
    return try proposal(
      .merge, target: target, head: head, resultTree: resultTree, reader: try queries.objects(),
      commits: divergence.ahead)
  }

  private func proposal(
    _ origin: Proposal.Origin, target: Target, head: ObjectID, resultTree: ObjectID, reader: any ObjectReader,
    commits known: [ObjectID]? = nil
  ) throws(Failure) -> Proposal {
    let baseTree = try target.tip.map { tip throws(Failure) in try reader.commit(tip).tree }
    let change = ChangeSet(
      files: try TreeDiff(reader: reader).changes(from: baseTree, to: resultTree),
      base: StoredTree(root: baseTree, reader: reader, linkMemory: linkMemory),
      head: StoredTree(root: resultTree, reader: reader), plainBlobs: plainBlobs)
    let commits =
      if let known { known } else { try queries.commits(of: head, excluding: [target.tip].compactMap { $0 }) }
    guard commits.count <= Self.commitLimit else {
      throw Failure(
        .inputIncomplete, "the change has more than \(Self.commitLimit) commits", hint: "push it in smaller parts")
    }
    return Proposal(
      origin: origin, targetRef: target.ref, targetTip: target.tip, head: head, resultTree: resultTree,
      commits: commits, missing: try ShallowHistory(queries: queries).missing(commits, below: target.tip),
      change: change)
  }

  private static func conflict(_ paths: [RepositoryPath], _ target: Target) -> Failure {
    let shown = paths.prefix(3).map(\.display).joined(separator: ", ")
    return Failure(
      .mergeConflict, "the merge result cannot be predicted: conflicts in \(shown)",
      hint: "merge or rebase onto \(target.ref ?? "the target") and resolve them")
  }
}

/// Where a change is headed: a ref and the commit it holds now.
public struct Target: Hashable, Sendable {
  /// The full name of the ref at its destination, such as `refs/heads/main`; `nil` when no ref is meant.
  public let ref: String?
  /// `nil` where the ref does not exist yet.
  public let tip: ObjectID?

  public init(ref: String?, tip: ObjectID?) {
    self.ref = ref
    self.tip = tip
  }
}

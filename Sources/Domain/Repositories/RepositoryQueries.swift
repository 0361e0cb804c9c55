public import Findings

/// What only git itself answers truthfully: names, the index, ancestry and merges.
///
/// Objects are read through ``ObjectReader``; these questions depend on git's configuration, its index formats and
/// its ref stores, which no other reader knows all of.
public protocol RepositoryQueries: AnyObject {
  /// The settled facts of the repository; found out when they are first asked for.
  var facts: RepositoryFacts { get throws(Failure) }

  /// The commit that a revision names; `nil` when there is none. Annotated tags are peeled.
  func commit(named revision: String) throws(Failure) -> ObjectID?

  /// The refs whose full names start with one of `prefixes`.
  func references(_ prefixes: [String]) throws(Failure) -> [Reference]

  /// The staged files against `HEAD`, whatever index git means (`GIT_INDEX_FILE`, split, sparse); against the empty
  /// tree before the first commit.
  func stagedChanges() throws(Failure) -> [FileChange]

  /// Whether `ancestor` is `commit` or reachable from it.
  func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(Failure) -> Bool

  /// How `head` stands to `tip`.
  ///
  /// - Throws: `input-incomplete` where a shallow clone ends before that is known.
  func divergence(of head: ObjectID, from tip: ObjectID) throws(Failure) -> Divergence

  /// The commits reachable from `head` and not from any of `excluded`, newest first.
  func commits(of head: ObjectID, excluding excluded: [ObjectID]) throws(Failure) -> [ObjectID]

  /// The tree that merging `head` into `target` gives. Nothing is written into the repository.
  func mergeResult(of head: ObjectID, into target: ObjectID) throws(Failure) -> MergeResult

  /// A reader of the repository's objects and of those that ``mergeResult(of:into:)`` made.
  func objects() throws(Failure) -> any ObjectReader

  /// The value of a configuration key; `nil` when it is not set.
  func configuration(_ key: String) throws(Failure) -> String?
}

/// What each of two commits has that the other lacks.
public struct Divergence: Hashable, Sendable {
  /// The commits that `tip` lacks, newest first.
  public let ahead: [ObjectID]
  /// The commits that `head` lacks, newest first: none where `tip` is an ancestor of `head`.
  public let behind: [ObjectID]
  /// Whether they have any history in common.
  public let isRelated: Bool

  public init(ahead: [ObjectID], behind: [ObjectID], isRelated: Bool) {
    self.ahead = ahead
    self.behind = behind
    self.isRelated = isRelated
  }
}

/// A ref and the commit it leads to.
public struct Reference: Hashable, Sendable {
  /// The full name, such as `refs/remotes/origin/main`.
  public let name: String
  /// The object that the ref holds; an annotated tag is not peeled.
  public let target: ObjectID
  /// Where a symbolic ref points.
  public let symbolicTarget: String?

  public init(name: String, target: ObjectID, symbolicTarget: String? = nil) {
    self.name = name
    self.target = target
    self.symbolicTarget = symbolicTarget
  }
}

/// What merging two commits gives.
public enum MergeResult: Hashable, Sendable {
  case tree(ObjectID)
  /// The merge needs a person; the paths in conflict.
  case conflict([RepositoryPath])
}

import Findings

/// What a clone that was cut off at some depth still knows for sure.
///
/// Git takes a commit at the cut for one without parents, also where a parent is here by another way. What it then calls an
/// ancestor is one; what it calls none may be one all the same.
struct ShallowHistory {
  let queries: any RepositoryQueries

  /// A parent by which `commits` may go on, beyond the cut, to more commits that `tip` lacks; `nil` when they are all.
  func missing(_ commits: [ObjectID], below tip: ObjectID?) throws(Failure) -> ObjectID? {
    guard try queries.facts.isShallow else { return nil }
    return try unknownParent(of: commits) { parent throws(Failure) in
      guard let tip else { return false }
      return try queries.isAncestor(parent, of: tip)
    }
  }

  /// Refuses to look for the common ancestor of two commits where the cut may hide the right one.
  ///
  /// With an older ancestor in its place, a merge takes what was undone and done again for what was never touched.
  func requireMergeBase(of head: ObjectID, and tip: ObjectID, _ divergence: Divergence) throws(Failure) {
    guard try queries.facts.isShallow else { return }
    for commits in [divergence.ahead, divergence.behind] {
      let missing = try unknownParent(of: commits) { parent throws(Failure) in
        guard try queries.isAncestor(parent, of: head) else { return false }
        return try queries.isAncestor(parent, of: tip)
      }
      guard let missing else { continue }
      throw Failure(
        .inputIncomplete,
        "commit \(missing) is beyond the end of this shallow clone, so the merge result cannot be predicted",
        hint: "git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
    }
  }

  /// The first parent that is neither one of the commits nor known.
  private func unknownParent(
    of commits: [ObjectID], isKnown: (ObjectID) throws(Failure) -> Bool
  ) throws(Failure) -> ObjectID? {
    let reader = try queries.objects()
    let own = Set(commits)
    for id in commits {
      for parent in try reader.commit(id).parents where !own.contains(parent) {
        guard try reader.header(of: parent) != nil, try isKnown(parent) else { return parent }
      }
    }
    return nil
  }
}

import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// Compares what an event says with what the runner has checked out.
struct CheckoutCheck {
  let session: Session

  /// How a job gets the whole history.
  private static let deeper = "(in CI: fetch-depth: 0, GIT_DEPTH: 0)"

  /// That the ids are of this repository's form, the commit of the event is checked out, and the clone knows no other
  /// default branch.
  func check(_ event: ForgeEvent) throws(Failure) {
    let format = try session.queries.facts.objectFormat
    for id in event.ids where id.bytes.count != format.byteCount {
      throw Failure(
        .usage, "\(id) is no object id of a \(format.rawValue) repository",
        hint: "run gatehouse in the checkout of the event's own repository")
    }
    if let checkout = event.checkout {
      let head = try session.queries.commit(named: "HEAD")
      guard let head, try head == session.queries.commit(named: checkout.hex) else {
        throw Failure(
          .inputIncomplete, "HEAD is \(head?.hex ?? "no commit"), not \(checkout) of the event",
          hint: "check out the event's own commit: actions/checkout without a ref, on GitLab GIT_CHECKOUT: \"true\"")
      }
    }
    let remoteHead = "refs/remotes/\(session.remote)/HEAD"
    if let branch = event.defaultBranch,
      let pointed = try session.queries.references([remoteHead]).first(where: { $0.name == remoteHead })?
        .symbolicTarget,
      !pointed.utf8.elementsEqual("refs/remotes/\(session.remote)/\(branch)".utf8)
    {
      throw Failure(
        .inputIncomplete,
        "the default branch is \(DisplayText.escaping(branch)) to the event, \(DisplayText.escaping(pointed)) to this clone",
        hint: "git remote set-head \(session.remote) --auto")
    }
  }

  /// That a commit is here.
  func requireCommit(_ id: ObjectID) throws(Failure) {
    guard try session.queries.objects().header(of: id) == nil else { return }
    throw Failure(
      .inputIncomplete, "the commit \(id) of the event is not in this clone",
      hint: "git fetch \(session.remote) \(id) (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
  }

  /// That a queue stands on what it says it stands on.
  func requireAncestor(_ base: ObjectID, of head: ObjectID) throws(Failure) {
    try requireCommit(base)
    guard try !session.queries.isAncestor(base, of: head) else { return }
    let isShallow = try session.queries.facts.isShallow
    throw Failure(
      .inputIncomplete, "\(base) is no ancestor of \(head), which the event says it is",
      hint: isShallow
        ? "git fetch --unshallow \(Self.deeper)" : "run gatehouse in a job of the event itself")
  }

  /// The commit that a pushed object leads to: an annotated tag that the runner did not fetch leads to what it checked out.
  func peeled(_ after: ObjectID, _ event: ForgeEvent) throws(Failure) -> ObjectID {
    guard let commit = try session.queries.commit(named: after.hex) else {
      try requireCommit(after)
      throw Failure(.inputIncomplete, "\(after) leads to no commit", hint: "push branches and tags of commits")
    }
    guard try event.checkout.map({ id throws(Failure) in try session.queries.commit(named: id.hex) }) == commit else {
      throw Failure(
        .inputIncomplete, "\(after) does not lead to the commit that is checked out",
        hint: "check out the event's own commit: actions/checkout without a ref")
    }
    return commit
  }

  /// The first parent of the forge's merge commit: what the target holds.
  func target(
    of commit: ObjectID, ref: String, tip: ObjectID?, head: ObjectID?
  ) throws(Failure) -> ObjectID {
    let parents = try session.queries.objects().commit(commit).parents
    guard parents.count == 2, head == nil || parents[1] == head else {
      throw Failure(
        .inputIncomplete, "\(commit) is not the merge commit of this merge request",
        hint: "check out the forge's merge commit (GitHub: actions/checkout without a ref), not the head")
    }
    guard try session.queries.objects().header(of: parents[0]) != nil else {
      throw Failure(
        .inputIncomplete, "\(parents[0]), which the merge commit is to change, is not in this clone",
        hint: "git fetch --depth=2 \(session.remote) \(commit) (in CI: fetch-depth: 2 or 0, GIT_DEPTH: 0)")
    }
    if let tip, tip != parents[0] { try requireLine(of: parents[0], ref, tip) }
    return parents[0]
  }

  /// That a merge which is not onto the tip that the event names is onto the target's branch all the same: it had moved on.
  private func requireLine(of parent: ObjectID, _ ref: String, _ tip: ObjectID) throws(Failure) {
    let now = try ProtectedBranches.remoteTarget(ref, session).tip
    if let now, try session.queries.isAncestor(parent, of: now) { return }
    let branch = DisplayText.escaping(ProtectedRefs.branch(of: ref))
    throw Failure(
      .inputIncomplete,
      "the merge commit is not onto \(DisplayText.escaping(ref)) as the event or this clone knows it, but \(parent)",
      hint: "git fetch \(session.remote) \(branch):refs/remotes/\(session.remote)/\(branch) \(Self.deeper); "
        + "if the branch was rewritten, update the request")
  }
}

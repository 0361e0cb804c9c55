import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// Judges the change that a forge's pipeline is about.
struct CIJudge {
  let session: Session
  let judging: JudgingOptions

  /// The largest event file that is read, in bytes; GitHub's own limit for a webhook payload is 25 MB.
  static let eventLimit = 32 << 20

  func judge() throws(Failure) -> (Evaluation, ref: String) {
    let event = try ForgeEvent.read(session.invocation.environment) { path throws(Failure) in
      try Files.read(path, limit: Self.eventLimit)
    }
    let (proposal, strictness) = try proposal(event.change)
    var settings = try session.settings(judging)
    settings.pusher = event.actor
    settings.receipts = try session.receiptsTip()
    let evaluation = try session.gate().evaluate(
      proposal, reader: session.queries.objects(), settings: settings, strictness: strictness)
    return (evaluation, proposal.targetRef ?? "")
  }

  private func proposal(_ change: ForgeEvent.Change) throws(Failure) -> (Proposal, Strictness) {
    switch change {
    case .mergeCommit(let ref, let commit):
      let parents = try session.queries.objects().commit(commit).parents
      guard parents.count >= 2 else {
        throw Failure(
          .inputIncomplete, "\(commit) is not the merge commit of a merge request",
          hint: "check out the forge's merge commit (GitHub: actions/checkout without a ref), not the head")
      }
      return (try session.resolver.replacing(Target(ref: ref, tip: parents[0]), by: commit), .binding)
    case .merge(let ref, let tip, let head):
      let target = if let tip { Target(ref: ref, tip: tip) } else { try remoteTarget(ref) }
      return (try session.resolver.merging(head, into: target), .binding)
    case .update(let ref, let before, let after):
      return try update(ref, before, after)
    case .deletion(let ref):
      throw Failure(
        .usage, "the event deletes \(DisplayText.escaping(ref)); there is nothing to judge",
        hint: "protect the branch against deletion in the forge")
    }
  }

  /// A ref that moved: a protected one is judged as it moved, any other as a proposal for the trunk.
  private func update(
    _ ref: String, _ before: ObjectID?, _ after: ObjectID
  ) throws(Failure) -> (Proposal, Strictness) {
    let (trunk, policy) = try session.trunk()
    // By the policy before the push as well: afterwards the push itself may have said that the ref is not protected.
    var isProtected = policy.protected.contains(ref)
    if let before, try session.queries.objects().header(of: before) != nil {
      let rules = try session.rules(at: Target(ref: ref, tip: before))
      isProtected = isProtected || rules.hasPolicyFile && rules.policy.protected.contains(ref)
    }
    guard isProtected else {
      return (try session.resolver.merging(after, into: trunk), .proposal)
    }
    if let before, try session.queries.objects().header(of: before) == nil {
      throw Failure(
        .inputIncomplete, "the commit \(before) that \(DisplayText.escaping(ref)) held before is not in this clone",
        hint: "git fetch \(session.remote) \(before) (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
    }
    // A new protected branch is judged against the trunk that it leaves, never against nothing.
    let base = before ?? (ref == trunk.ref ? nil : trunk.tip)
    return (try session.resolver.replacing(Target(ref: ref, tip: base), by: after), .binding)
  }

  private func remoteTarget(_ ref: String) throws(Failure) -> Target {
    let branch = ref.hasPrefix("refs/heads/") ? String(ref.dropFirst("refs/heads/".count)) : ref
    let target = try TargetResolver(queries: session.queries, remote: session.remote).trunk(named: branch)
    guard target.tip != nil else {
      throw Failure(
        .inputIncomplete, "the target branch \(DisplayText.escaping(branch)) is not in this clone",
        hint: "git fetch \(session.remote) \(DisplayText.escaping(branch)) (in CI: GIT_DEPTH: 0)")
    }
    return target
  }
}

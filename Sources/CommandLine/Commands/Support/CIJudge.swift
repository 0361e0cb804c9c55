import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// Judges the change that a forge's pipeline is about.
///
/// What the event says is compared with the repository first: a wrong event must not turn a check green.
struct CIJudge {
  let session: Session
  let judging: JudgingChoice
  let plans: PlanChoice

  /// The largest event file that is read, in bytes; GitHub's own limit for a webhook payload is 25 MB.
  static let eventLimit = 32 << 20

  /// What came of it.
  enum Outcome {
    case evaluated(Evaluation, ref: String)
    /// No change could be compared.
    case stated(RefVerdict)
  }

  func judge() throws(Failure) -> Outcome {
    let event = try ForgeEvent.read(session.invocation.environment) { path throws(Failure) in
      try Files.read(path, limit: Self.eventLimit)
    }
    let checkout = CheckoutCheck(session: session)
    try checkout.check(event)
    let refs = try ProtectedBranches(session: session, defaultBranch: event.defaultBranch)
    switch event.change {
    case .mergeCommit(let ref, let commit, let tip, let head):
      let parent = try checkout.target(of: commit, ref: ref, tip: tip, head: head)
      guard try refs.contains(ref) else { return try stacked(head ?? commit, refs, event) }
      return try evaluate(
        try session.resolver.replacing(Target(ref: ref, tip: parent), by: commit), .binding, event)
    case .queue(let ref, let base, let head):
      try checkout.requireAncestor(base, of: head)
      guard try refs.contains(ref) else { return try stacked(head, refs, event) }
      return try evaluate(try session.resolver.replacing(Target(ref: ref, tip: base), by: head), .binding, event)
    case .merge(let ref, let tip, let head):
      try checkout.requireCommit(head)
      guard try refs.contains(ref) else { return try stacked(head, refs, event) }
      let target = if let tip { Target(ref: ref, tip: tip) } else { try refs.remoteTarget(ref) }
      return try evaluate(try session.resolver.merging(head, into: target), .binding, event)
    case .update(let ref, let before, let after):
      return try update(ref, before, try checkout.peeled(after, event), refs, event)
    case .deletion(let ref, let before):
      return .stated(try deletion(ref, before, refs))
    }
  }

  private func evaluate(
    _ proposal: Proposal, _ strictness: Strictness, _ event: ForgeEvent
  ) throws(Failure) -> Outcome {
    var settings = try session.settings(judging)
    settings.pusher = event.actor
    settings.receipts = try session.receiptsTip()
    try plans.read(into: &settings, session)
    let evaluation = try session.gate().evaluate(
      proposal, reader: session.queries.objects(), settings: settings, strictness: strictness)
    return .evaluated(evaluation, ref: proposal.targetRef ?? "")
  }

  /// A request for an unprotected branch: what the trunk would receive from it.
  ///
  /// The branch's own policy says nothing here: whoever can push to it could write one, and a green check on a head counts
  /// for every request of that head.
  private func stacked(_ head: ObjectID, _ refs: ProtectedBranches, _ event: ForgeEvent) throws(Failure) -> Outcome {
    try evaluate(try session.resolver.merging(head, into: refs.trunk), .binding, event)
  }

  /// A ref that moved: a protected one is judged as it moved, any other as a proposal for the trunk.
  private func update(
    _ ref: String, _ before: ObjectID?, _ after: ObjectID, _ refs: ProtectedBranches, _ event: ForgeEvent
  ) throws(Failure) -> Outcome {
    guard try refs.contains(ref, before: before) else {
      if refs.isApprovals(ref) { return .stated(try approvals(ref, before, after)) }
      return try proposal(ref, after, refs, event)
    }
    if let before, try session.queries.commit(named: before.hex) == nil {
      throw Failure(
        .inputIncomplete, "the commit \(before) that \(DisplayText.escaping(ref)) held before is not in this clone",
        hint: "git fetch \(session.remote) \(before) (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
    }
    // A new protected branch is judged against the trunk that it leaves, never against nothing.
    let base = before ?? (ref == refs.trunk.ref ? nil : refs.trunk.tip)
    return try evaluate(try session.resolver.replacing(Target(ref: ref, tip: base), by: after), .binding, event)
  }

  /// An unprotected ref only informs, and where it proposes nothing that could be merged, says so.
  private func proposal(
    _ ref: String, _ after: ObjectID, _ refs: ProtectedBranches, _ event: ForgeEvent
  ) throws(Failure) -> Outcome {
    do throws(Failure) {
      return try evaluate(try session.resolver.merging(after, into: refs.trunk), .proposal, event)
    } catch  where error.code == .mergeConflict {
      return .stated(verdict(ref, "is not protected; \(error.message)", refs))
    }
  }

  private func deletion(
    _ ref: String, _ before: ObjectID?, _ refs: ProtectedBranches
  ) throws(Failure) -> RefVerdict {
    let restoring = before.map { "git push \(session.remote) \($0):\(DisplayText.escaping(ref))" }
    if try refs.contains(ref, before: before) {
      return verdict(ref, "is protected and was deleted", refs, isDenied: true, hint: restoring)
    }
    guard !refs.isApprovals(ref) else {
      throw Failure(
        .verification, "the event deletes the append-only \(refs.policy.approvalsBranch)",
        hint: restoring.map { "bring it back: \($0)" })
    }
    return verdict(ref, "was deleted and is not protected", refs)
  }

  /// The approvals branch only ever gains files.
  private func approvals(_ ref: String, _ before: ObjectID?, _ after: ObjectID) throws(Failure) -> RefVerdict {
    try ApprovalsBranchCheck(session: session).requireAppend(
      to: ref, from: before, to: after,
      hint: "bring back \(before?.hex ?? "it"), and protect the branch against forced pushes")
    return RefVerdict(
      ref: ref, isDenied: false, reason: "gained approvals, which are judged with their change", hint: nil,
      enforcement: "enforce")
  }

  private func verdict(
    _ ref: String, _ reason: String, _ refs: ProtectedBranches, isDenied: Bool = false, hint: String? = nil
  ) -> RefVerdict {
    RefVerdict(
      ref: ref, isDenied: isDenied, reason: reason, hint: hint,
      enforcement: judging.isAdvisory ? "advisory" : refs.policy.enforcement.rawValue)
  }
}

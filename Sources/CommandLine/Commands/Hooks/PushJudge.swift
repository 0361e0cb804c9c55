import Classification
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories

/// Judges the refs of a push, on the side that pushes or on the one that receives.
///
/// A protected ref gets what is allowed and nothing else; any other is a proposal for the trunk and is only told of.
struct PushJudge {
  /// Where the push is judged.
  enum Side {
    /// A clone, by its copy of the remote's trunk.
    case pushing
    /// The repository that is pushed to, by its own refs. `head` is the branch that its `HEAD` names; `evidence` is the
    /// digest of a bundle that the pusher named.
    case receiving(head: String, evidence: Digest?)
  }

  private let session: Session
  private let settings: GateSettings
  private let side: Side
  private let voice: HookVoice
  private let trunk: Target
  private let policy: Policy
  /// What the push makes of the approvals branch, where that only adds to it.
  private var pushedApprovals: ObjectID?

  init(session: Session, settings: GateSettings, side: Side, voice: HookVoice = .plain) throws(Failure) {
    self.session = session
    self.settings = settings
    self.side = side
    self.voice = voice
    let finder: (any TrunkFinder)? =
      switch side {
      case .pushing: nil
      case .receiving(let head, _): OwnTrunk(queries: session.queries, head: head)
      }
    (trunk, policy) = try session.trunk(finder)
  }

  /// Judges every line; the worst wins, and each is told of.
  func judge(_ lines: [PushLine]) -> ExitStatus {
    // Approvals may come with what they approve: the refs of a push are taken together or not at all. A clone counts those
    // of its own branch.
    guard case .receiving = side, let line = lines.first(where: isApprovals) else { return judgeEach(lines) }
    var judge = self
    judge.pushedApprovals = try? approvals(line)
    return judge.judgeEach(lines)
  }

  private func judgeEach(_ lines: [PushLine]) -> ExitStatus {
    var statuses: [ExitStatus] = []
    var judged = 0
    for line in lines {
      do throws(Failure) {
        statuses.append(try judge(line))
        judged += 1
      } catch {
        voice.note("gatehouse  \(DisplayText.escaping(line.remoteRef))")
        voice.report(error)
        statuses.append(error.code.exitCode)
      }
    }
    let status = ExitStatus.strongest(statuses)
    guard status != .allowed else { return status }
    for (line, own) in zip(lines, statuses) where own == .allowed {
      voice.note("  Allowed \(DisplayText.escaping(line.remoteRef)), which goes with the others or not at all")
    }
    voice.note("  Checked \(judged) of \(lines.count) refs of this push")
    return status
  }

  private func judge(_ line: PushLine) throws(Failure) -> ExitStatus {
    let isProtected = try isProtected(line)
    let isApprovals = isApprovals(line)
    guard let local = line.local else {
      guard !isApprovals else {
        throw Failure(
          .verification, "the push would delete the append-only \(policy.approvalsBranch)",
          hint: "withdraw a single approval with gatehouse withdraw")
      }
      return deletion(line.remoteRef, isProtected: isProtected)
    }
    let head = try session.queries.objects().peeled(local)
    guard head.kind == .commit else {
      // A tag of a tree or blob: no state of files that could be merged.
      guard !isProtected, !isApprovals else {
        throw Failure(.inputIncomplete, "\(local) leads to no commit", hint: "push a commit to this ref")
      }
      voice.note(
        "gatehouse  NOTE  \(DisplayText.escaping(line.remoteRef)) holds a \(head.kind.rawValue) and proposes nothing "
          + "to the trunk")
      return .allowed
    }
    if isApprovals {
      _ = try approvals(line)
      return .allowed
    }
    return try isProtected ? update(line, head.id) : proposal(line, head.id)
  }

  /// Whatever a policy calls its approvals branch, the trunk is judged as the trunk.
  private func isApprovals(_ line: PushLine) -> Bool {
    line.remoteRef == "refs/heads/" + policy.approvalsBranch && line.remoteRef != trunk.ref
  }

  /// Whether a verdict on the ref binds: by the policy of the trunk, or by the one that the ref holds before the push.
  ///
  /// A clone without a copy of the remote's trunk takes a local branch for it, which could say anything.
  private func isProtected(_ line: PushLine) throws(Failure) -> Bool {
    if policy.protected.contains(line.remoteRef) { return true }
    guard let held = try held(by: line) else { return false }
    do throws(Failure) {
      let rules = try session.rules(at: Target(ref: line.remoteRef, tip: held))
      return rules.hasPolicyFile && rules.policy.protected.contains(line.remoteRef)
    } catch  where error.code == .configuration {
      // A broken policy that someone only proposed must not keep its author from mending it.
      return false
    }
  }

  /// The commit that the ref holds before the push; `nil` for a new ref, or where the commit is not here.
  private func held(by line: PushLine) throws(Failure) -> ObjectID? {
    let reader = try session.queries.objects()
    guard let remote = line.remote, try reader.header(of: remote) != nil else { return nil }
    let held = try reader.peeled(remote)
    return held.kind == .commit ? held.id : nil
  }

  private func deletion(_ ref: String, isProtected: Bool) -> ExitStatus {
    guard isProtected else { return .allowed }
    voice.note("gatehouse  DENIED   deletes the protected \(DisplayText.escaping(ref))")
    return settings.isAdvisory || policy.enforcement != .enforce ? .allowed : .denied
  }

  /// The commit that the approvals branch becomes, which only ever gains files; `nil` where it is deleted.
  private func approvals(_ line: PushLine) throws(Failure) -> ObjectID? {
    guard let local = line.local else { return nil }
    let head = try session.queries.objects().peeled(local).id
    try ApprovalsBranchCheck(session: session).requireAppend(
      to: line.remoteRef, from: line.remote, to: head,
      hint: "git fetch \(session.remote), then gatehouse approve again: it unites both copies and only ever adds")
    return head
  }

  /// A protected ref: what it holds now, replaced by what is pushed.
  private func update(_ line: PushLine, _ head: ObjectID) throws(Failure) -> ExitStatus {
    let before = try held(by: line)
    if let remote = line.remote, before == nil {
      throw Failure(
        .inputIncomplete, "the commit \(remote) that \(DisplayText.escaping(line.remoteRef)) holds now is not here",
        hint: "git fetch \(session.remote)")
    }
    // A new protected branch is judged against the trunk that it leaves, never against nothing.
    let base = before ?? (line.remoteRef == trunk.ref ? nil : trunk.tip)
    let proposal = try session.resolver.replacing(Target(ref: line.remoteRef, tip: base), by: head)
    let status = try report(proposal, line, .binding)
    // What is dropped is judged above, as what the ref's files become; the list says whose work it was.
    try tellDropped(before, head, line.remoteRef)
    return status
  }

  /// Any other ref: a proposal for the trunk, which only informs.
  private func proposal(_ line: PushLine, _ head: ObjectID) throws(Failure) -> ExitStatus {
    // Receipts have a history of their own and propose nothing.
    if line.remoteRef == Receipt.notesRef { return .allowed }
    let ref = DisplayText.escaping(line.remoteRef)
    if let tip = trunk.tip, try !session.queries.divergence(of: head, from: tip).isRelated {
      voice.note("gatehouse  NOTE  \(ref) has no history in common with the trunk and proposes nothing to it")
      return .allowed
    }
    let before = try held(by: line)
    if line.remote != nil, before == nil {
      voice.note("gatehouse  NOTE  what \(ref) holds now is not here, so what the push drops is not known")
    }
    try tellDropped(before, head, line.remoteRef)
    let proposal: Proposal
    do throws(Failure) {
      proposal = try session.resolver.merging(head, into: trunk)
    } catch  where error.code == .mergeConflict {
      voice.note("gatehouse  NOTE  \(error.message); what merging will need is not known yet")
      return .allowed
    }
    return try report(proposal, line, .proposal)
  }

  private func tellDropped(_ before: ObjectID?, _ head: ObjectID, _ ref: String) throws(Failure) {
    guard let before else { return }
    do throws(Failure) {
      let dropped = try DroppedChanges(from: before, to: head, policy: policy, session: session)
      if let note = dropped?.note(ref: ref) { voice.note(note) }
    } catch  where error.code == .inputIncomplete {
      // The verdict does not hang on it.
      voice.note("gatehouse  NOTE  what \(DisplayText.escaping(ref)) loses is not known: \(error.message)")
    }
  }

  private var gate: Gate {
    switch side {
    case .pushing: session.gate()
    case .receiving: session.gate(approvals: session.ownApprovals(pushed: pushedApprovals))
    }
  }

  private func report(_ proposal: Proposal, _ line: PushLine, _ strictness: Strictness) throws(Failure) -> ExitStatus {
    let gate = gate
    let classification = try gate.classify(proposal.change)
    // Nothing that hurts and nothing governed: whoever wrote it needs nobody's approval.
    guard !classification.isEmpty || policy.governed.contains(where: proposal.change.hasFile) else { return .allowed }
    var settings = settings
    // Whoever pushes: the identity that git would give a commit now.
    if case .pushing = side { settings.pusher = try session.queries.configuration("user.email") }
    let evaluation = try gate.evaluate(
      proposal, classification: classification, reader: session.queries.objects(), settings: settings,
      strictness: strictness)
    tell(evaluation, line, strictness)
    guard strictness == .binding else { return evaluation.exitStatus }
    var evidence: Digest?
    if case .receiving(_, let named?) = side {
      evidence = named
      voice.note("gatehouse  evidence sha256:\(named.hex) was named for \(DisplayText.escaping(line.remoteRef))")
    }
    try LedgerWriter(session: session).record(evaluation, evidence: evidence)
    return evaluation.exitStatus
  }

  /// The questions to git that the lines of a push raise for certain, before anything of the repository is known.
  static func questions(_ lines: [PushLine], remote: String) -> [GitQueries.Question] {
    var questions: [GitQueries.Question] = [.facts]
    // Of many refs, most are likely to be refused or equal; a process for each is not started on a guess.
    guard lines.count == 1, let head = lines[0].local else { return questions }
    if let held = lines[0].remote { questions.append(.divergence(of: head, from: held.hex)) }
    if lines[0].remote == nil || TargetResolver.usualTrunks.allSatisfy({ lines[0].remoteRef != "refs/heads/" + $0 }) {
      questions.append(.divergence(of: head, from: "refs/remotes/\(remote)/HEAD"))
    }
    return questions
  }

  private func tell(_ evaluation: Evaluation, _ line: PushLine, _ strictness: Strictness) {
    switch evaluation.decision.verdict {
    case .allowed: break
    case .pending where strictness == .proposal: if let note = TextReport.note(evaluation) { voice.note(note) }
    case .pending, .denied, .incomplete:
      voice.note(
        TextReport.make(
          evaluation, ref: line.remoteRef, milliseconds: session.invocation.elapsedMilliseconds,
          style: TextReport.Style(colour: voice.style(session.invocation.environment))))
    }
  }
}

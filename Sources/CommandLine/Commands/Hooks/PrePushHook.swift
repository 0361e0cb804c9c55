import ArgumentParser
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories

/// The pre-push hook: judges every line that git gives, by the remote ref; the worst verdict wins.
struct PrePushHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-push", abstract: "Judge what a push would change on the remote.")

  @Argument(help: "The remote's name, as git gives it.")
  var remote: String

  @Argument(help: "The remote's URL, as git gives it.")
  var url: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  /// The most that is read from standard input, in bytes: a hundred thousand refs.
  static let inputLimit = 32 << 20

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    // All lines are read before anything else: a hook that leaves its input unread kills the push it should judge.
    let lines = try PushLine.parse(try Terminal.readInput(limit: Self.inputLimit))
    guard !lines.isEmpty else { return try nothingNamed() }
    let session = Session(invocation, repository, remote: remote)
    let judge = try PushJudge(session: session, settings: try session.settings(judging, pusher: pusher(session)))
    var statuses: [ExitStatus] = []
    var judged = 0
    for line in lines {
      do throws(Failure) {
        statuses.append(try judge.judge(line))
        judged += 1
      } catch {
        Terminal.note("gatehouse  \(DisplayText.escaping(line.remoteRef))")
        Terminal.report(error)
        statuses.append(error.code.exitCode)
      }
    }
    let status = ExitStatus.strongest(statuses)
    if status != .allowed {
      Terminal.note("  Checked \(judged) of \(lines.count) refs of this push")
    }
    return status
  }

  /// Git names no ref when everything is up to date, through a pipe as always. Without a pipe it was not git: a hook
  /// manager kept the refs to itself, and the push would pass unseen.
  private func nothingNamed() throws(Failure) -> ExitStatus {
    guard Terminal.inputIsPipe else {
      throw Failure(
        .inputIncomplete, "checked 0 refs: none was named on standard input",
        hint: "pass git's standard input on to this hook (lefthook: use_stdin: true), or run gatehouse install")
    }
    Terminal.note("gatehouse  checked 0 refs: git names none that this push changes")
    return .allowed
  }

  /// Whoever pushes: the identity that git would give a commit now.
  private func pusher(_ session: Session) throws(Failure) -> String? {
    try session.queries.configuration("user.email")
  }
}

/// Judges single lines of a push.
struct PushJudge {
  private let session: Session
  private let settings: GateSettings
  private let trunk: Target
  private let policy: Policy

  init(session: Session, settings: GateSettings) throws(Failure) {
    self.session = session
    self.settings = settings
    (trunk, policy) = try session.trunk()
  }

  func judge(_ line: PushLine) throws(Failure) -> ExitStatus {
    let isProtected = try isProtected(line)
    // Whatever a policy calls its approvals branch, the trunk is judged as the trunk.
    let isApprovals = line.remoteRef == "refs/heads/" + policy.approvalsBranch && line.remoteRef != trunk.ref
    guard let local = line.local else {
      guard !isApprovals else {
        throw Failure(
          .verification, "the push would delete the append-only \(policy.approvalsBranch)",
          hint: "withdraw a single approval with gatehouse withdraw")
      }
      return deletion(line.remoteRef, isProtected: isProtected)
    }
    guard let head = try session.queries.commit(named: local.hex) else {
      // A tag of a tree or blob: no state of files that could be merged.
      throw Failure(
        .inputIncomplete, "\(local) leads to no commit", hint: "push branches and tags of commits")
    }
    if isApprovals { return try approvals(line, head) }
    return try isProtected ? update(line, head) : proposal(line, head)
  }

  /// Whether a verdict on the ref binds: by the policy of the trunk, or by the one that the ref holds before the push.
  ///
  /// A clone without a copy of the remote's trunk takes a local branch for it, which could say anything.
  private func isProtected(_ line: PushLine) throws(Failure) -> Bool {
    if policy.protected.contains(line.remoteRef) { return true }
    guard let remote = line.remote, let held = try session.queries.commit(named: remote.hex) else { return false }
    do throws(Failure) {
      let rules = try session.rules(at: Target(ref: line.remoteRef, tip: held))
      return rules.hasPolicyFile && rules.policy.protected.contains(line.remoteRef)
    } catch  where error.code == .configuration {
      // A broken policy that someone only proposed must not keep its author from mending it.
      return false
    }
  }

  private func deletion(_ ref: String, isProtected: Bool) -> ExitStatus {
    guard isProtected else { return .allowed }
    Terminal.note("gatehouse  DENIED   deletes the protected \(DisplayText.escaping(ref))")
    return settings.isAdvisory || policy.enforcement != .enforce ? .allowed : .denied
  }

  /// The approvals branch only ever gains files.
  private func approvals(_ line: PushLine, _ head: ObjectID) throws(Failure) -> ExitStatus {
    let reader = try session.queries.objects()
    if let remote = line.remote, try !session.queries.isAncestor(remote, of: head) {
      throw Failure(
        .verification, "the push would drop approvals that the remote has",
        hint: "git fetch \(session.remote) and run gatehouse approve again: it unites both copies")
    }
    let violations = try AppendOnlyPush.violations(from: line.remote, to: head, reader: reader)
    guard let first = violations.first else { return .allowed }
    throw Failure(
      .verification, "the push would change or remove \(first.display) on the append-only \(policy.approvalsBranch)",
      hint: "add approvals with gatehouse approve; withdraw one with gatehouse withdraw")
  }

  /// A protected ref: what it holds now, replaced by what is pushed.
  private func update(_ line: PushLine, _ head: ObjectID) throws(Failure) -> ExitStatus {
    var before: ObjectID?
    if let remote = line.remote {
      before = try session.queries.commit(named: remote.hex)
      guard before != nil else {
        throw Failure(
          .inputIncomplete, "the commit \(remote) that \(DisplayText.escaping(line.remoteRef)) holds now is not here",
          hint: "git fetch \(session.remote)")
      }
    }
    // A new protected branch is judged against the trunk that it leaves, never against nothing.
    let base = before ?? (line.remoteRef == trunk.ref ? nil : trunk.tip)
    let proposal = try session.resolver.replacing(Target(ref: line.remoteRef, tip: base), by: head)
    return try report(proposal, line, .binding)
  }

  /// Any other ref: a proposal for the trunk, which only informs.
  private func proposal(_ line: PushLine, _ head: ObjectID) throws(Failure) -> ExitStatus {
    if let tip = trunk.tip, try !session.queries.divergence(of: head, from: tip).isRelated {
      let ref = DisplayText.escaping(line.remoteRef)
      Terminal.note("gatehouse  NOTE  \(ref) has no history in common with the trunk and proposes nothing to it")
      return .allowed
    }
    let proposal: Proposal
    do throws(Failure) {
      proposal = try session.resolver.merging(head, into: trunk)
    } catch  where error.code == .mergeConflict {
      Terminal.note("gatehouse  NOTE  \(error.message); what merging will need is not known yet")
      return .allowed
    }
    return try report(proposal, line, .proposal)
  }

  private func report(_ proposal: Proposal, _ line: PushLine, _ strictness: Strictness) throws(Failure) -> ExitStatus {
    let evaluation = try session.gate().evaluate(
      proposal, reader: session.queries.objects(), settings: settings, strictness: strictness)
    if evaluation.decision.verdict != .allowed {
      let colour = ColourChoice.auto.isOn(session.invocation.environment)
      Terminal.note(
        strictness == .proposal && evaluation.decision.verdict == .pending
          ? TextReport.note(evaluation)
          : TextReport.make(
            evaluation, ref: line.remoteRef, milliseconds: session.invocation.elapsedMilliseconds,
            style: TextReport.Style(colour: colour)))
    }
    if strictness == .binding { try LedgerWriter(session: session).record(evaluation) }
    return evaluation.exitStatus
  }
}

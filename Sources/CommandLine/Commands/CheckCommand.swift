import ArgumentParser
import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// `gatehouse check`: judges what is staged, a range, a proposal for a target, or a pipeline's event.
struct CheckCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge a change.",
    discussion: """
      Without arguments: what is staged, by the policy of the trunk.

      Examples:
        gatehouse check                       what is staged
        gatehouse check main..HEAD            two trees, by main's policy
        gatehouse check --target main         what main would receive from HEAD
        gatehouse check --base A --head B     the same of a main that holds commit A
        gatehouse check --ci --evidence change.intoto.jsonl
      """)

  @Argument(help: ArgumentHelp("Two revisions, A..B.", valueName: "range"))
  var range: String?

  @Option(help: ArgumentHelp("Judge what this branch would receive.", valueName: "branch"))
  var target: String?

  @Option(
    help: ArgumentHelp("What the target holds: a branch or commit; its tip if left out.", valueName: "revision"))
  var base: String?

  @Option(help: ArgumentHelp("The proposed commit; HEAD if left out.", valueName: "revision"))
  var head: String?

  @Flag(help: "Judge the event of this GitHub or GitLab job.")
  var ci = false

  @Option(help: ArgumentHelp("Write the signed evidence bundle to a file.", valueName: "file"))
  var evidence: String?

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions
  @OptionGroup var reporting: ReportOptions

  func validate() throws {
    if [range != nil, target != nil || base != nil || head != nil, ci].filter({ $0 }).count > 1 {
      throw ValidationError("name a range, a target or --ci, and only one of them")
    }
  }

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let reporting = Reporting(invocation: invocation, options: reporting)
    do throws(Failure) {
      let session = Session(invocation, repository, anticipating: anticipated)
      let evaluation: Evaluation
      switch try judge(session) {
      case .stated(let verdict):
        try reporting.publish(verdict)
        return verdict.exitStatus
      case .evaluated(let judged, let ref):
        evaluation = judged
        try reporting.publish(evaluation, ref: ref)
      }
      if let evidence { try EvidenceWriter(session: session).write(evaluation, to: evidence) }
      try LedgerWriter(session: session).record(evaluation)
      return evaluation.exitStatus
    } catch {
      try reporting.publish(error)
      throw error
    }
  }

  /// What every way of judging asks, and what is asked of staged files.
  private var anticipated: [GitQueries.Question] {
    if ci || range != nil || target != nil || base != nil || head != nil { return [.facts] }
    return [.facts, .stagedChanges, .references(TargetResolver.names(on: Session.usualRemote))]
  }

  private func judge(_ session: Session) throws(Failure) -> CIJudge.Outcome {
    if ci { return try CIJudge(session: session, judging: judging).judge() }
    let proposal: Proposal
    let ref: String
    let strictness: Strictness
    var settings = try session.settings(judging)
    if let range {
      proposal = try rangeProposal(range, session)
      ref = range
      strictness = .binding
    } else if target != nil || base != nil || head != nil {
      let goal = try goal(session)
      proposal = try session.resolver.merging(try session.commit(named: head ?? "HEAD"), into: goal)
      ref = goal.ref ?? "target"
      settings.receipts = try session.receiptsTip()
      strictness = .binding
    } else {
      proposal = try session.resolver.staged(target: try session.trunk().target)
      ref = "staged"
      strictness = .binding
    }
    let evaluation = try session.gate().evaluate(
      proposal, reader: session.queries.objects(), settings: settings, strictness: strictness)
    return .evaluated(evaluation, ref: ref)
  }

  /// The target, with the commit that it is said to hold. A revision that is no branch is one of the trunk's.
  private func goal(_ session: Session) throws(Failure) -> Target {
    guard let base else { return try session.target(named: target) }
    let held = try session.target(named: base)
    if let target { return Target(ref: "refs/heads/" + ProtectedRefs.branch(of: target), tip: held.tip) }
    return held.ref?.hasPrefix("refs/heads/") == true
      ? held : Target(ref: try session.trunk().target.ref, tip: held.tip)
  }

  private func rangeProposal(_ range: String, _ session: Session) throws(Failure) -> Proposal {
    guard let dots = range.firstRange(of: ".."), !range[dots.upperBound...].hasPrefix(".") else {
      throw Failure(
        .usage, "\(DisplayText.escaping(range)) is not of the form A..B",
        hint: "two dots compare two trees; a merge base is never the base of a decision")
    }
    let left = String(range[..<dots.lowerBound])
    let right = String(range[dots.upperBound...])
    let base = try session.commit(named: left.isEmpty ? "HEAD" : left)
    return try session.resolver.range(from: base, to: try session.commit(named: right.isEmpty ? "HEAD" : right))
  }
}

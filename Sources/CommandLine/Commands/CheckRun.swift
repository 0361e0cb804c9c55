import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// One run of `gatehouse check`, as plain values: a developer waits for it, so it needs no parser.
struct CheckRun {
  /// What is judged.
  enum Selection {
    /// The index against `HEAD`.
    case staged
    /// Two trees, as `A..B`.
    case range(String)
    /// What a target would receive; each as a person names it, `nil` for the usual one.
    case proposal(target: String?, base: String?, head: String?)
    /// The event of a forge's job.
    case event
    /// Files as they lie on the disk, every one as if it were new.
    case files([String])
  }

  var selection = Selection.staged
  /// Where to write the evidence bundle.
  var evidence: String?
  /// Plans that bear on the judgement.
  var plans = PlanChoice()
  var repository = RepositoryChoice()
  var judging = JudgingChoice()
  var reporting = ReportChoice()

  /// Judges, reports, and keeps what is asked for.
  func run(_ invocation: Invocation) throws(Failure) -> ExitStatus {
    let reporting = Reporting(invocation: invocation, options: reporting)
    do throws(Failure) {
      let session = Session(
        invocation, repository, anticipating: anticipated, remembers: remembers)
      let evaluation: Evaluation
      switch try judge(session) {
      case .stated(let verdict):
        try reporting.publish(verdict)
        return verdict.exitStatus
      case .evaluated(let judged, let ref):
        evaluation = judged
        try reporting.publish(evaluation, ref: ref)
      }
      // Files without a repository leave nothing in one.
      if case .files = selection { return evaluation.exitStatus }
      if let evidence { try EvidenceWriter(session: session).write(evaluation, to: evidence) }
      try LedgerWriter(session: session).record(evaluation)
      return evaluation.exitStatus
    } catch {
      try reporting.publish(error)
      throw error
    }
  }

  /// Staged files are judged where they were staged, as the hook of the commit does; but what leaves the machine as evidence
  /// rests on nothing that is kept beside the repository.
  private var remembers: Bool { if case .staged = selection { evidence == nil } else { false } }

  /// What every way of judging asks of git, and what is asked of staged files.
  private var anticipated: [GitQueries.Question] {
    switch selection {
    case .staged: [.facts, .stagedChanges]
    case .range, .proposal, .event: [.facts]
    case .files: []
    }
  }

  private func judge(_ session: Session) throws(Failure) -> CIJudge.Outcome {
    switch selection {
    case .event: return try CIJudge(session: session, judging: judging, plans: plans).judge()
    case .files(let paths):
      return .evaluated(try FilesJudge(session: session, judging: judging).judge(paths), ref: "files")
    case .range(let range): return try judge(try rangeProposal(range, session), ref: range, session)
    case .proposal(let target, let base, let head):
      let goal = try goal(target, base, session)
      let proposal = try session.resolver.merging(try session.commit(named: head ?? "HEAD"), into: goal)
      return try judge(proposal, ref: goal.ref ?? "target", receipts: try session.receiptsTip(), session)
    case .staged:
      return try judge(try session.resolver.staged(target: try session.trunk().target), ref: "staged", session)
    }
  }

  private func judge(
    _ proposal: Proposal, ref: String, receipts: ObjectID? = nil, _ session: Session
  ) throws(Failure) -> CIJudge.Outcome {
    var settings = try session.settings(judging)
    settings.receipts = receipts
    try plans.read(into: &settings, session)
    let evaluation = try session.gate().evaluate(
      proposal, reader: session.queries.objects(), settings: settings, strictness: .binding)
    return .evaluated(evaluation, ref: ref)
  }

  /// The target, with the commit that it is said to hold. A revision that is no branch is one of the trunk's.
  private func goal(_ target: String?, _ base: String?, _ session: Session) throws(Failure) -> Target {
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

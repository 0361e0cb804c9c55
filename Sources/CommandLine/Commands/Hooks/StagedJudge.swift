import Classification
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories
import Signing

/// Judges what is staged, as the hooks of a commit do.
struct StagedJudge {
  let session: Session
  private let judging: JudgingChoice

  init(
    _ invocation: Invocation, _ repository: RepositoryChoice = RepositoryChoice(),
    _ judging: JudgingChoice = JudgingChoice()
  ) {
    session = Session(invocation, repository, anticipating: [.facts, .stagedChanges], remembers: true)
    self.judging = judging
  }

  /// What was judged, and the evaluation of it; `nil` where nothing that hurts was seen.
  typealias Outcome = (judged: JudgedChange, evaluation: Evaluation?)

  /// Judges the index against `HEAD`.
  ///
  /// - Parameters:
  ///   - isMerge: whether what is staged is the result of a merge; `nil` to find out.
  ///   - tickets: gives those that the message of the commit names; asked only where it matters.
  func judge(
    isMerge: Bool?, tickets: () throws(Failure) -> [String] = { () throws(Failure) in [] }
  ) throws(Failure) -> Outcome {
    let staged = try session.resolver.staged(target: nil)
    let gate = session.gate()
    var classification = try gate.classify(staged.change)
    let rawDiff = Receipt.rawDiff(of: staged.change.files, sha256: .crypto)
    let harmless = JudgedChange(rawDiff: rawDiff, verdict: .allowed)
    // Nothing that hurts: no policy needs reading, and a commit stays as fast as git itself. What a migration does hangs on
    // the servers that the policy names.
    guard !classification.findings.isEmpty || classification.hasMigrations else { return (harmless, nil) }
    let trunk = try session.trunk().target
    var proposal = staged.headed(for: trunk)
    let merges = if let isMerge { isMerge } else { try HookPlace(session).isMerging }
    if merges, let news = try Self.news(proposal, trunk, session) {
      proposal = news
      classification = try gate.classify(news.change)
      guard !classification.findings.isEmpty || classification.hasMigrations else { return (harmless, nil) }
    }
    var settings = try session.settings(judging)
    settings.tickets = try tickets()
    let evaluation = try gate.evaluate(
      proposal, classification: classification, reader: session.queries.objects(), settings: settings,
      strictness: .commit)
    guard !evaluation.assessment.findings.isEmpty else { return (harmless, nil) }
    return (JudgedChange(rawDiff: rawDiff, verdict: evaluation.decision.verdict), evaluation)
  }

  /// A merge without the files that are as the trunk has them: whoever merges the trunk into a branch proposes nothing of
  /// what the trunk holds already. `nil` where that leaves the merge as it is.
  private static func news(_ proposal: Proposal, _ trunk: Target, _ session: Session) throws(Failure) -> Proposal? {
    guard let tip = trunk.tip else { return nil }
    let reader = try session.queries.objects()
    let tree = StoredTree(root: try reader.commit(tip).tree, reader: reader)
    let change = proposal.change
    var files: [FileChange] = []
    for file in change.files {
      if try tree.version(at: file.path) != file.new { files.append(file) }
    }
    guard files.count < change.files.count else { return nil }
    return Proposal(
      origin: proposal.origin, targetRef: proposal.targetRef, targetTip: proposal.targetTip, head: nil,
      resultTree: nil, commits: [],
      change: ChangeSet(files: files, base: change.base, head: change.head, plainBlobs: change.plainBlobs))
  }
}

extension StagedJudge {
  /// Judges for a hook that git runs before it writes the commit: tells, and stops only what no approval could allow.
  ///
  /// Nobody can approve what is on the author's disk alone, so a pending verdict is a note here.
  func runBeforeCommit(isMerge: Bool?) throws(Failure) -> ExitStatus {
    let (judged, evaluation) = try judge(isMerge: isMerge)
    let status = evaluation?.exitStatus ?? .allowed
    if let evaluation { tell(evaluation) }
    if status == .allowed, let place = try? HookPlace(session) { place.keep(judged) }
    return status
  }

  private func tell(_ evaluation: Evaluation) {
    switch evaluation.decision.verdict {
    case .allowed: break
    case .pending: if let note = TextReport.note(evaluation) { Terminal.note(note) }
    case .denied, .incomplete:
      Terminal.note(
        TextReport.make(
          evaluation, ref: "staged", milliseconds: session.invocation.elapsedMilliseconds,
          style: TextReport.Style(colour: HookVoice.plain.style(session.invocation.environment))))
    }
  }
}

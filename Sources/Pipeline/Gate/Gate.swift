import Approvals
public import Attestation
public import Classification
public import Findings
import Policy
public import Repositories

/// The road, in order: change → findings → assessment → approvals → decision.
///
/// A function of what it is given; `verify` walks the same road again.
public struct Gate {
  private let catalogue: Catalogue
  private let loader: TargetRulesLoader
  private let approvals: any ApprovalSource
  private let verifier: any SignatureVerifier
  private let sha256: SHA256Function
  private let toolVersion: String

  /// - Parameters:
  ///   - catalogue: the classifiers.
  ///   - loader: reads policy and trust root at the target.
  ///   - approvals: the signed approvals at hand.
  ///   - verifier: checks the signatures of plans.
  ///   - toolVersion: enters the digest of the rule set.
  public init(
    catalogue: Catalogue, loader: TargetRulesLoader, approvals: any ApprovalSource, verifier: any SignatureVerifier,
    sha256: SHA256Function, toolVersion: String
  ) {
    self.catalogue = catalogue
    self.loader = loader
    self.approvals = approvals
    self.verifier = verifier
    self.sha256 = sha256
    self.toolVersion = toolVersion
  }

  /// Whether the classifiers see anything in `change`: the quick answer of a commit hook, which knows no policy and so no
  /// servers.
  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    try catalogue.classify(change)
  }

  /// Judges a proposal.
  ///
  /// - Parameter classification: what ``classify(_:)`` gave for it, if it was asked before. It holds where the policy names
  ///   no servers.
  public func evaluate(
    _ proposal: Proposal, classification known: Classification? = nil, reader: any ObjectReader,
    settings: GateSettings, strictness: Strictness
  ) throws(Failure) -> Evaluation {
    let rules = try loader.load(
      Target(ref: proposal.targetRef, tip: proposal.targetTip), head: proposal.change.head,
      pinnedRoot: settings.pinnedRoot, now: settings.keyTime, reader: reader)
    try rules.policy.validate(kinds: catalogue.kinds, signedByOwner: false)
    let servers = rules.policy.databases
    let isKnown = known != nil && servers.isEmpty
    let found =
      if let known, isKnown { known } else { try catalogue.serving(servers).classify(proposal.change) }
    let planned = try PlanStep(
      proposal: proposal, rules: rules, settings: settings, reader: reader, verifier: verifier, sha256: sha256
    ).run(found)
    let classification = planned.classification
    let governed = governedFiles(proposal.change, classification, rules)
    let change = try ChangeDigest(
      of: proposal.change, governed: governed, repository: rules.repository, reader: reader, sha256: sha256)
    let history = try ChangeHistory(of: proposal, reader: reader)
    let tickets = Set(history.tickets + settings.tickets).sorted()
    let targetRef = proposal.targetRef ?? ""
    let assessment = rules.policy.assess(
      classification.findings,
      context: AssessmentContext(
        targetRef: targetRef, evaluationTime: settings.now, actor: settings.actor,
        filesChanged: proposal.change.files.count, maximumScore: settings.maximumScore,
        ownerThreshold: rules.trustRoot?.threshold(of: Requirement.ownerRole) ?? 1, sha256: sha256))
    var writers = history.writers
    if let pusher = settings.pusher { writers.insert(pusher.lowercased()) }
    let tally = try self.tally(assessment, change, rules, targetRef: targetRef, writers: writers, now: settings.keyTime)
    if !tally.counted.isEmpty, let missing = history.missing {
      // Without the whole history nobody knows who wrote the change, so nobody is known not to have.
      throw Failure(
        .inputIncomplete, "commit \(missing) is beyond the end of this shallow clone, so its author is unknown",
        hint: "complete the history (in CI: fetch-depth: 0, GIT_DEPTH: 0): git fetch --unshallow")
    }
    let decision = assessment.decide(
      approvals: tally.counted, isIncomplete: false, enforcement: rules.policy.enforcement, tickets: tickets,
      now: settings.now)
    return Evaluation(
      proposal: proposal, rules: rules,
      ruleSet: RuleSet(catalogue: catalogue, toolVersion: toolVersion, sha256: sha256),
      parsers: classification.parsers, change: change, assessment: assessment, tally: tally, decision: decision,
      writers: writers, tickets: tickets, unattested: try unattested(proposal, settings.receipts, reader),
      settings: settings, strictness: strictness, plans: planned.plans, planEnvelopes: planned.envelopes)
  }

  /// How many commits came without a receipt; `nil` where that is not known.
  private func unattested(
    _ proposal: Proposal, _ receipts: ObjectID?, _ reader: any ObjectReader
  ) throws(Failure) -> UnattestedCommits? {
    guard let receipts else { return nil }
    do throws(Failure) {
      return try ReceiptBook(tip: receipts, reader: reader, sha256: sha256).count(proposal)
    } catch  where error.code == .inputIncomplete || error.code == .repositoryUnavailable {
      // A commit at the end of a shallow clone, a ref that holds no notes: a mere figure is no reason to stop.
      return nil
    }
  }

  private func governedFiles(
    _ change: ChangeSet, _ classification: Classification, _ rules: TargetRules
  ) -> Set<RepositoryPath> {
    var governed = classification.governed
    for finding in classification.findings { governed.formUnion(finding.files) }
    for file in change.files where rules.policy.governed.contains(where: { $0.matches(file.path) }) {
      governed.insert(file.path)
    }
    for (place, listed) in classification.places where rules.policy.governed.contains(where: { $0.matches(place) }) {
      governed.formUnion(listed)
    }
    return governed
  }

  private func tally(
    _ assessment: Assessment, _ change: ChangeDigest, _ rules: TargetRules, targetRef: String, writers: Set<String>,
    now: Int64
  ) throws(Failure) -> ApprovalTally {
    // Nobody is asked, or nobody can answer: no approval needs reading.
    guard !assessment.requirements.isEmpty, let root = rules.trustRoot else {
      return ApprovalTally()
    }
    let counter = ApprovalCounter(
      change: ApprovalCounter.Change(
        digest: change, targetRef: targetRef, repository: rules.repository, findings: assessment.findings,
        writers: writers),
      sha256: sha256)
    let collected = try approvals.approvals(
      for: change.changeID, branch: rules.policy.approvalsBranch, trustRoot: root, now: now)
    let tally = counter.tally(collected.approvals)
    return ApprovalTally(
      counted: tally.counted, signed: tally.signed, discounted: tally.discounted + collected.refused)
  }
}

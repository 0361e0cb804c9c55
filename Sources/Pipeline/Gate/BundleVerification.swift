import Approvals
public import Attestation
import Classification
public import Findings
import JSON
import Policy
public import Repositories

/// What checking a bundle against a repository found, as four things apart.
public struct VerificationReport {
  /// One of the four.
  public struct Check: Hashable, Sendable {
    public let holds: Bool
    /// What was found, or every thing that is wrong.
    public let details: [String]

    public init(holds: Bool, details: [String]) {
      self.holds = holds
      self.details = details
    }
  }

  /// How the recomputation ended.
  public enum Recomputation: String, Hashable, Sendable {
    case same
    case differs
    case notRecomputed = "not recomputed"
  }

  public let signatures: Check
  public let bindings: Check
  public let recomputation: Recomputation
  public let recomputationDetails: [String]
  public let decision: Check
  /// The change as this program judges it.
  public let evaluation: Evaluation

  /// The exit code: 4 when anything signed, bound or recomputed does not hold, else that of the recomputed verdict.
  ///
  /// - Parameter requireRecompute: whether "not recomputed" is a failure.
  public func exitStatus(requireRecompute: Bool) -> ExitStatus {
    guard signatures.holds, bindings.holds, recomputation != .differs, decision.holds else {
      return .verificationFailed
    }
    if requireRecompute, recomputation != .same { return .verificationFailed }
    // Under another rule set the findings may differ; the verdict is still what this program gives, never a claim.
    return evaluation.exitStatus
  }
}

/// Checks a bundle: walks the road again from the repository and compares; decides nothing of its own.
public struct BundleVerification {
  private let gate: (any ApprovalSource) -> Gate
  private let rulesLoader: TargetRulesLoader
  private let queries: any RepositoryQueries
  private let verifier: any SignatureVerifier
  private let sha256: SHA256Function
  private let toolVersion: String

  public init(
    gate: @escaping (any ApprovalSource) -> Gate, rulesLoader: TargetRulesLoader, queries: any RepositoryQueries,
    verifier: any SignatureVerifier, sha256: SHA256Function, toolVersion: String
  ) {
    self.gate = gate
    self.rulesLoader = rulesLoader
    self.queries = queries
    self.verifier = verifier
    self.sha256 = sha256
    self.toolVersion = toolVersion
  }

  /// Checks `bytes`.
  ///
  /// - Parameters:
  ///   - target: the ref that the change must be for, and what it holds now.
  ///   - head: the commit that the bundle must be of; `nil` for any.
  ///   - settings: the pinned trust root, the time at which keys must be valid, and the plans at hand.
  /// - Throws: `verification` for what is no bundle at all, or names no change.
  public func verify(
    _ bytes: [UInt8], target: Target, head: ObjectID? = nil, settings: GateSettings
  ) throws(Failure) -> VerificationReport {
    let parts: BundleParts
    let claim: EvidenceClaim
    do throws(AttestationError) {
      parts = try BundleParts(bytes)
      claim = try EvidenceClaim(parts.evidence.statement)
    } catch {
      throw error.failure
    }
    let reader = try queries.objects()
    let proposal: Proposal
    let plans: [PlanFile]
    do throws(Failure) {
      proposal = try repeated(claim, reader)
      plans = try self.plans(claim, given: settings.plans)
    } catch {
      // Nobody is sent for more history by evidence that nobody signed.
      try requireSignature(on: parts.evidence.line, target, settings, reader)
      throw error
    }
    var settings = settings
    settings.now = claim.evaluatedAt.seconds
    settings.actor = claim.actor
    settings.pusher = claim.pusher
    settings.maximumScore = claim.maximumScore
    settings.plans = plans
    settings.planEnvelopes = parts.plans
    let source = BundledApprovals(envelopes: parts.approvals, verifier: verifier, sha256: sha256)
    let evaluation = try gate(source).evaluate(
      proposal, reader: try queries.objects(), settings: settings, strictness: .binding)
    let signatures = checkSignatures(parts, evaluation, settings)
    let repetition = EvidenceStatement(
      of: evaluation, objectFormat: try queries.facts.objectFormat, toolVersion: toolVersion, binary: nil,
      sha256: sha256)
    let comparison = EvidenceComparison(claimed: claim.predicate, repeated: repetition.predicate)
    return VerificationReport(
      signatures: signatures,
      bindings: try checkBindings(claim, parts, target, head, evaluation, comparison, repetition),
      recomputation: comparison.recomputation, recomputationDetails: comparison.judgementDifferences,
      decision: checkDecision(parts, evaluation), evaluation: evaluation)
  }

  /// The plans that the evidence rests on, in its order, from those at hand. A bundle carries none: plans hold secrets.
  private func plans(_ claim: EvidenceClaim, given: [PlanFile]) throws(Failure) -> [PlanFile] {
    let digests = given.map { sha256($0.bytes) }
    var plans: [PlanFile] = []
    for claimed in claim.plans {
      guard let index = digests.firstIndex(of: claimed.digest) else {
        let module = claimed.module == .root ? "." : claimed.module.display
        throw Failure(
          .inputIncomplete,
          "the evidence rests on a plan of \(module), sha256:\(claimed.digest.hex), that is not at hand",
          hint: "give it to verify: --plan <file>")
      }
      plans.append(PlanFile(name: given[index].name, bytes: given[index].bytes, module: claimed.module))
    }
    return plans
  }

  /// Checks the evidence's signature by the trust root that the target holds now, where there is one.
  private func requireSignature(
    on line: [UInt8], _ target: Target, _ settings: GateSettings, _ reader: any ObjectReader
  ) throws(Failure) {
    let rules = try rulesLoader.load(
      target, head: nil, pinnedRoot: settings.pinnedRoot, now: settings.keyTime, reader: reader)
    guard let root = rules.trustRoot else { return }
    let verification = SignedStatementVerification(
      trustRoot: root, time: Timestamp(seconds: settings.keyTime), verifier: verifier, sha256: sha256)
    do throws(AttestationError) {
      _ = try verification.verify(line: line, expecting: .evidence, predicateTypes: [PredicateType.evidence])
    } catch {
      throw Failure(.verification, "evidence: \(error.message)")
    }
  }

  /// The proposal that the evidence speaks of, made again from the repository.
  private func repeated(_ claim: EvidenceClaim, _ reader: any ObjectReader) throws(Failure) -> Proposal {
    guard let head = claim.head else {
      throw Failure(
        .verification, "the evidence is of staged files and provisional: no commit stands for it",
        hint: "make evidence of a commit: gatehouse check --target main --evidence <file>")
    }
    let target = Target(ref: claim.targetRef, tip: claim.targetTip)
    let resolver = ProposalResolver(queries: queries)
    switch claim.origin {
    case .push: return try resolver.replacing(target, by: head)
    case .merge: return try resolver.merging(head, into: target)
    case .range: return try resolver.range(from: claim.targetTip, to: head)
    case .staged, .files: throw Failure(.verification, "the evidence is of files without a commit and provisional")
    }
  }

  private func checkSignatures(
    _ parts: BundleParts, _ evaluation: Evaluation, _ settings: GateSettings
  ) -> VerificationReport.Check {
    guard let root = evaluation.rules.trustRoot else {
      let reason = evaluation.rules.trustRootObjection ?? "the target has no trust root"
      return .init(holds: false, details: ["no signature can be checked: \(reason)"])
    }
    let time = Timestamp(seconds: settings.keyTime)
    let verification = SignedStatementVerification(
      trustRoot: root, time: time, verifier: verifier, sha256: sha256)
    var good: [String] = []
    var bad: [String] = []
    for (name, line, type) in [
      ("evidence", parts.evidence.line, PredicateType.evidence),
      ("decision", parts.decision.line, PredicateType.verificationSummary),
    ] {
      do throws(AttestationError) {
        let verified = try verification.verify(line: line, expecting: .evidence, predicateTypes: [type])
        good.append("\(name): \(verified.signers.map { "\($0.principal.id) \($0.key.keyID)" }.joined(separator: ", "))")
      } catch {
        bad.append("\(name): \(error.message)")
      }
    }
    let collector = ApprovalCollector(trustRoot: root, now: settings.keyTime, verifier: verifier, sha256: sha256)
    for (number, line) in parts.approvals.enumerated() {
      do throws(AttestationError) {
        for approval in try collector.read(line) { good.append("approval: \(approval.principal) \(approval.keyID)") }
      } catch {
        bad.append("approval \(number + 1): \(error.message)")
      }
    }
    return .init(holds: bad.isEmpty, details: bad.isEmpty ? good : bad)
  }

  private func checkBindings(
    _ claim: EvidenceClaim, _ parts: BundleParts, _ target: Target, _ head: ObjectID?, _ evaluation: Evaluation,
    _ comparison: EvidenceComparison, _ repetition: EvidenceStatement
  ) throws(Failure) -> VerificationReport.Check {
    var bad = comparison.bindingDifferences
    if claim.targetRef != target.ref {
      bad.append("the evidence is for \(claim.targetRef ?? "no ref"), not for \(target.ref ?? "no ref")")
    }
    if let head, claim.head != head {
      bad.append("the evidence is of commit \(claim.head?.hex ?? "none"), not of \(head)")
    }
    if let claimed = claim.targetTip, let now = target.tip, try !queries.isAncestor(claimed, of: now) {
      bad.append("the target never held \(claimed)")
    }
    for (name, statement) in [("evidence", parts.evidence.statement), ("decision", parts.decision.statement)] {
      if statement.subjects != repetition.statement.subjects {
        bad.append("the subjects of the \(name) are not the change that was recomputed")
      }
    }
    let inputs = ([parts.evidence.line] + parts.approvals).map { sha256($0) }
    if parts.decision.statement.inputDigests.sorted() != inputs.map(\.hex).sorted() {
      bad.append("the decision was made from other evidence or approvals")
    }
    let expected = EvidenceBundle.decisionPredicate(evaluation, toolVersion: toolVersion, inputs: inputs)
    for member in ["resourceUri", "policy", "timeVerified"]
    where !EvidenceComparison.areEqual(parts.decision.statement.predicate[member], expected[member]) {
      bad.append("\(member) of the decision differs from the repository's")
    }
    let change =
      "change \(ChangeDigest.changeID(of: claim.changeDigest)), commit \(claim.head?.hex ?? "none"), "
      + "for \(claim.targetRef ?? "no ref")"
    return .init(holds: bad.isEmpty, details: bad.isEmpty ? [change] : bad)
  }

  private func checkDecision(_ parts: BundleParts, _ evaluation: Evaluation) -> VerificationReport.Check {
    let claimed = parts.decision.statement.verificationResult
    let recomputed = evaluation.decision.verdict == .allowed ? "PASSED" : "FAILED"
    // No signature raises a recomputed verdict.
    guard claimed == recomputed else {
      return .init(
        holds: false, details: ["the decision says \(claimed ?? "nothing"), the recomputation \(recomputed)"])
    }
    return .init(holds: true, details: ["\(recomputed): \(evaluation.decision.verdict.rawValue)"])
  }
}

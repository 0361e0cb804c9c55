import Approvals
public import Attestation
public import Findings
import JSON
import Policy
public import Repositories

/// Makes the bundle of a change: evidence, the approvals that count, the signed names of plans, and the decision, one
/// envelope per line.
public struct EvidenceBundle {
  /// The `verifier.id` of our decisions.
  public static let verifierID = "https://gatehouse.dev/verifier"

  /// The largest bundle that is read, in bytes.
  public static let sizeLimit = Bundle.sizeLimit

  /// The lines as a file.
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - signer: the key of role `evidence`; `nil` for provisional evidence, whose envelopes carry no signature.
  ///   - binary: SHA-256 of the running program.
  public init(
    of evaluation: Evaluation, objectFormat: ObjectFormat, toolVersion: String, binary: Digest?,
    signer: (any Signer)?, sha256: SHA256Function
  ) throws(Failure) {
    let evidence = EvidenceStatement(
      of: evaluation, objectFormat: objectFormat, toolVersion: toolVersion, binary: binary, sha256: sha256)
    let evidenceLine = try Self.envelope(evidence.statement, signer)
    let approvals = evaluation.tally.signed
    let decision = Self.decision(
      evaluation, toolVersion: toolVersion, subjects: evidence.statement.subjects,
      inputs: [sha256(evidenceLine)] + approvals.map(\.digest))
    bytes = Bundle.encode(
      [evidenceLine] + approvals.map(\.envelope) + evaluation.planEnvelopes + [try Self.envelope(decision, signer)])
  }

  private static func envelope(_ statement: Statement, _ signer: (any Signer)?) throws(Failure) -> [UInt8] {
    let payload: [UInt8]
    do {
      payload = try statement.encoded()
    } catch {
      throw Failure(.internal, "a statement could not be encoded: \(error)")
    }
    guard let signer else {
      return Envelope(payloadType: PayloadType.inToto, payload: payload, signatures: []).json
    }
    return try Envelope(signing: payload, as: PayloadType.inToto, with: signer).json
  }

  /// Where the policy is: a commit of the repository and a path in it, or the name of the built-in pack.
  private static func policyURI(_ evaluation: Evaluation) -> String {
    guard evaluation.rules.hasPolicyFile, let tip = evaluation.proposal.targetTip else {
      return "https://gatehouse.dev/policy/recommended"
    }
    return "\(evaluation.rules.repository)@\(tip.hex)#\(TargetRules.policyPath.display)"
  }

  /// The decision as a SLSA verification summary (slsa.dev/spec, "Verification Summary Attestation").
  private static func decision(
    _ evaluation: Evaluation, toolVersion: String, subjects: [Statement.Subject], inputs: [Digest]
  ) -> Statement {
    Statement(
      subjects: subjects, predicateType: PredicateType.verificationSummary,
      predicate: decisionPredicate(evaluation, toolVersion: toolVersion, inputs: inputs))
  }

  /// The predicate of the decision.
  static func decisionPredicate(_ evaluation: Evaluation, toolVersion: String, inputs: [Digest]) -> JSONValue {
    let passed = evaluation.decision.verdict == .allowed
    return [
      "verifier": ["id": .string(verifierID), "version": ["gatehouse": .string(toolVersion)]],
      "timeVerified": .string(Timestamp(seconds: evaluation.settings.now).text),
      "resourceUri": .string(evaluation.rules.repository),
      "policy": [
        "uri": .string(policyURI(evaluation)),
        "digest": ["sha256": .string(evaluation.rules.policyDigest.hex)],
      ],
      "inputAttestations": .array(inputs.map { ["digest": ["sha256": .string($0.hex)]] }),
      "verificationResult": .string(passed ? "PASSED" : "FAILED"), "verifiedLevels": [], "slsaVersion": "1.2",
    ]
  }
}

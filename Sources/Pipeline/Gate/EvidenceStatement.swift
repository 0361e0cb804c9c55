public import Attestation
public import Findings
public import JSON
import Policy
public import Repositories

/// The evidence: facts only, and no verdict. Its page is `attestations/change-evidence.md`.
public struct EvidenceStatement: Sendable {
  /// The predicate.
  public let predicate: JSONValue

  /// The statement, whose subjects are the head commit and the raw diff.
  public let statement: Statement

  /// The name of the subject that is a digest of the raw diff.
  public static let rawDiffName = "change.rawdiff"
  /// The name of the subject that is the proposed commit, or the staged tree's change.
  public static let headName = "head"

  /// The evidence of an evaluation.
  ///
  /// - Parameter binary: SHA-256 of the program that made it; `nil` where it cannot be read.
  public init(
    of evaluation: Evaluation, objectFormat: ObjectFormat, toolVersion: String, binary: Digest?,
    sha256: SHA256Function
  ) {
    let rawDiff = sha256(RawDiff.encode(evaluation.proposal.change.files, format: objectFormat))
    predicate = Self.predicate(evaluation, objectFormat, rawDiff, toolVersion: toolVersion, binary: binary)
    var subjects = [
      Statement.Subject(name: Self.rawDiffName, digests: [.init(algorithm: "sha256", hex: rawDiff.hex)])
    ]
    if let head = evaluation.proposal.head {
      // Never a commit and a tree in one digest set: verifiers accept a match of either.
      let refs = [evaluation.proposal.targetRef].compactMap { $0 }
      subjects.insert(
        Statement.Subject(
          name: Self.headName, uri: evaluation.rules.repository.isEmpty ? nil : evaluation.rules.repository,
          digests: [.init(algorithm: "gitCommit", hex: head.hex)],
          annotations: JSONObject([.init(key: "sourceRefs", value: .strings(refs))])),
        at: 0)
    }
    statement = Statement(subjects: subjects, predicateType: PredicateType.evidence, predicate: predicate)
  }

  /// The members of the predicate that describe the run and not the change; a repetition may differ in them.
  static let circumstances: Set<String> = ["tool"]

  private static func predicate(
    _ evaluation: Evaluation, _ format: ObjectFormat, _ rawDiff: Digest, toolVersion: String, binary: Digest?
  ) -> JSONValue {
    let proposal = evaluation.proposal
    let assessment = evaluation.assessment
    return [
      "repository": [
        "uri": .string(evaluation.rules.repository), "objectFormat": .string(format.rawValue),
      ],
      "origin": .string(proposal.origin.rawValue), "targetRef": .optional(proposal.targetRef),
      "targetTip": .optional(proposal.targetTip?.hex), "head": .optional(proposal.head?.hex),
      "mergeResult": .optional(proposal.resultTree?.hex), "rawDiff": ["sha256": .string(rawDiff.hex)],
      "change": [
        "id": .string(evaluation.change.changeID), "digest": .string(evaluation.change.digest.hex),
        "files": .array(evaluation.change.files.map(\.json)),
      ],
      "filesChanged": .integer(Int64(proposal.change.files.count)),
      "commits": .strings(proposal.commits.map(\.hex)),
      "writers": .strings(evaluation.writers.sorted()), "tickets": .strings(evaluation.tickets),
      "policy": [
        "sha256": .string(evaluation.rules.policyDigest.hex), "source": .string(evaluation.rules.policySource),
      ],
      "trustRoot": ["sha256": .optional(evaluation.rules.trustRootDigest?.hex)],
      "ruleSet": ["sha256": .string(evaluation.ruleSetDigest.hex)],
      "tool": [
        "name": "gatehouse", "version": .string(toolVersion), "sha256": .optional(binary?.hex),
      ],
      "parsers": .object(
        JSONObject(evaluation.parsers.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) })),
      "actor": [
        "kind": .string(evaluation.settings.actor.rawValue), "pusher": .optional(evaluation.settings.pusher),
      ],
      "maximumScore": .optional(evaluation.settings.maximumScore.map(Int64.init)),
      "evaluatedAt": .string(Timestamp(seconds: evaluation.settings.now).text),
      "inputs": .array(evaluation.plans.map(\.json)),
      "score": .integer(Int64(assessment.score.value)), "level": .string(assessment.level.rawValue),
      "factors": assessment.score.factorsJSON, "findings": .array(assessment.findings.map(\.json)),
      "rules": .array(assessment.rules.map(\.json) + assessment.rejections.map(\.json)),
      "requirements": .array(assessment.requirements.map(\.json)),
    ]
  }
}

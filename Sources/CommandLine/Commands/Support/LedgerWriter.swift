import Approvals
import Attestation
import Findings
import Gate
import JSON
import Ledger
import LedgerSQLite
import Policy
import Repositories
import Signing

/// Appends to the ledger of this clone: every enforcing judgement and every signature.
struct LedgerWriter {
  let session: Session

  /// The log of a clone.
  static func log(_ session: Session) throws(Failure) -> LedgerLog {
    let memory = try session.memory
    try Files.makeDirectory(memory.directory)
    return LedgerLog(
      store: SQLiteLedgerStore(path: memory.ledgerFile), origin: "gatehouse.dev/ledger", sha256: .crypto)
  }

  /// Records a judgement that binds. What was only advice, or has no target, leaves no entry.
  ///
  /// - Parameter evidence: the digest of a bundle that whoever pushed named.
  func record(_ evaluation: Evaluation, evidence: Digest? = nil) throws(Failure) {
    guard evaluation.strictness == .binding, !evaluation.isOnlyTold, evaluation.proposal.head != nil,
      evaluation.proposal.targetRef != nil
    else { return }
    var digests = ["policy": evaluation.rules.policyDigest, "ruleSet": evaluation.ruleSetDigest]
    digests["trustRoot"] = evaluation.rules.trustRootDigest
    digests["evidence"] = evidence
    for (number, approval) in evaluation.tally.signed.enumerated() {
      digests["approval\(number + 1)"] = approval.digest
    }
    let entry = LedgerEntry(
      type: .check, time: Timestamp(seconds: session.invocation.now), actor: evaluation.settings.pusher ?? "unknown",
      change: .init(id: evaluation.change.changeID, digest: evaluation.change.digest),
      outcome: evaluation.decision.verdict.rawValue, digests: digests,
      details: JSONObject([
        .init(key: "targetRef", value: .optional(evaluation.proposal.targetRef)),
        .init(key: "targetTip", value: .optional(evaluation.proposal.targetTip?.hex)),
        .init(key: "head", value: .optional(evaluation.proposal.head?.hex)),
        .init(key: "score", value: .integer(Int64(evaluation.assessment.score.value))),
      ]))
    _ = try Self.log(session).append([entry])
  }

  /// Records a signed word of a reviewer.
  func record(_ statement: ApprovalStatement, by principal: String, envelope: Digest) throws(Failure) {
    let entry = LedgerEntry(
      type: .approval, time: Timestamp(seconds: session.invocation.currentTime()), actor: principal,
      change: .init(id: ChangeDigest.changeID(of: statement.changeDigest), digest: statement.changeDigest),
      outcome: statement.word.rawValue, digests: ["envelope": envelope],
      details: JSONObject([
        .init(key: "targetRef", value: .string(statement.targetRef)),
        .init(key: "roles", value: .strings(statement.roles)),
      ]))
    _ = try Self.log(session).append([entry])
  }
}

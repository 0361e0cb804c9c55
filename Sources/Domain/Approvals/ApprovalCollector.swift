public import Attestation
public import Findings
import Repositories

/// Turns the envelopes of the approvals branch into approvals with good signatures.
///
/// What is not signed by a person of the trust root, with a key that is valid now, is refused with the reason.
public struct ApprovalCollector: Sendable {
  private let verification: SignedStatementVerification
  private let trustRoot: TrustRoot

  /// - Parameter now: seconds since 1970; never a time that a signer asserts.
  public init(trustRoot: TrustRoot, now: Int64, verifier: any SignatureVerifier, sha256: SHA256Function) {
    self.trustRoot = trustRoot
    verification = SignedStatementVerification(
      trustRoot: trustRoot, time: Timestamp(seconds: now), verifier: verifier, sha256: sha256)
  }

  /// The approvals in `lines` (one DSSE envelope each), and those that are refused.
  public func collect(_ lines: [[UInt8]]) -> (approvals: [SignedApproval], refused: [ApprovalTally.Discounted]) {
    var approvals: [SignedApproval] = []
    var refused: [ApprovalTally.Discounted] = []
    for line in lines {
      do throws(AttestationError) {
        approvals += try read(line)
      } catch {
        refused.append(ApprovalTally.Discounted(principal: "an approval", roles: [], reason: error.message))
      }
    }
    return (approvals, refused)
  }

  /// The approvals of one envelope: one for each person who signed it.
  public func read(_ line: [UInt8]) throws(AttestationError) -> [SignedApproval] {
    let verified = try verification.verify(
      line: line, expecting: .approval, predicateTypes: [PredicateType.approval])
    let statement: ApprovalStatement
    do {
      statement = try ApprovalStatement(predicate: verified.statement.predicate)
    } catch {
      throw AttestationError(.malformed, "not an approval: \(error)")
    }
    guard
      verified.statement.subject(named: ApprovalStatement.subjectName)?.digest("sha256")
        == statement.changeDigest.hex
    else { throw AttestationError(.malformed, "the approval's subject is not the change that it speaks of") }
    return verified.signers.map { signer in
      SignedApproval(
        statement: statement, principal: signer.principal.id,
        emails: Set(signer.principal.emails.map { $0.lowercased() }),
        roles: Set(trustRoot.roles(of: signer.principal)), keyID: signer.key.keyID,
        userPresence: signer.userPresence, envelope: line, digest: verified.lineDigest)
    }
  }
}

extension ApprovalStatement {
  /// The name of the statement's one subject, the change digest.
  public static let subjectName = "change"

  /// The in-toto statement that is signed.
  public var statement: Statement {
    Statement(
      subjects: [
        Statement.Subject(
          name: Self.subjectName, digests: [.init(algorithm: "sha256", hex: changeDigest.hex)])
      ],
      predicateType: PredicateType.approval, predicate: predicate)
  }
}

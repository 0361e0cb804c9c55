import Approvals
import Attestation
import Findings
import Policy
import Repositories
import Signing

/// A change of two files with a finding in each, and people who sign it.
struct Sample {
  static let repository = "git+https://git.corp.example/shop"
  static let target = "refs/heads/main"
  static let ports = finding("network/rules.v4: input", after: "any → tcp 22", files: ["network/rules.v4"])
  static let table = finding("public.users", before: "present", files: ["migrations/V2__drop.sql"])

  var files = [
    file("migrations/V2__drop.sql", new: "DROP TABLE users;"),
    file("network/rules.v4", old: "closed", new: "open"),
  ]
  var findings = [Self.ports, Self.table]
  var writers: Set<String> = ["ben@corp.example"]

  /// The finding whose resource the reviewer types.
  var assessed: [AssessedFinding] {
    Policy.recommended.assess(
      findings, context: AssessmentContext(targetRef: Self.target, evaluationTime: 0, sha256: .crypto)
    ).findings
  }

  var digest: ChangeDigest {
    get throws { try ChangeDigest(repository: Self.repository, files: files, sha256: .crypto) }
  }

  var counter: ApprovalCounter {
    get throws {
      ApprovalCounter(
        change: .init(
          digest: try digest, targetRef: Self.target, repository: Self.repository, findings: assessed,
          writers: writers),
        sha256: .crypto)
    }
  }

  /// What a reviewer signs who was shown all of this.
  func statement(
    _ word: ApprovalStatement.Word = .approved, roles: [String] = [], targetRef: String = target,
    repository: String = repository, openedAt: Int64 = 1000, submittedAt: Int64 = 1030,
    shown: [ApprovalStatement.ShownFinding]? = nil, exchanges: [Transcript.Exchange]? = nil,
    challenge: Challenge = .confirm, ticket: String? = nil, nonce: String = "00"
  ) throws -> ApprovalStatement {
    let listed = shown ?? assessed.map { ApprovalStatement.ShownFinding($0) }
    return ApprovalStatement(
      word: word, roles: roles, targetRef: targetRef, repository: repository, changeDigest: try digest.digest,
      files: files, findings: listed,
      requirements: [
        .init(role: "dba", needed: 1, challenge: .confirm), .init(role: nil, needed: 2, challenge: .quiz),
      ],
      policyDigest: SHA256Function.crypto([1]), ruleSetDigest: SHA256Function.crypto([2]),
      transcript: Transcript(
        challenge: challenge, openedAt: Timestamp(seconds: openedAt), submittedAt: Timestamp(seconds: submittedAt),
        exchanges: exchanges ?? listed.prefix(1).map { Self.answered($0) }),
      nonce: nonce, ticket: ticket)
  }

  static func answered(_ finding: ApprovalStatement.ShownFinding, _ answer: String? = nil) -> Transcript.Exchange {
    Transcript.Exchange(
      fingerprint: finding.fingerprint, question: ConfirmChallenge.question(for: finding),
      answer: answer ?? finding.resource)
  }

  static func finding(
    _ resource: String, before: Finding.Value? = nil, after: Finding.Value? = nil, files: [String]
  ) -> Finding {
    let kind = ChangeKind(
      id: "test.object.changed", title: "Object changed", baseScore: 900, direction: .loosens, reversible: false,
      why: "because", instead: "otherwise")
    return Finding(
      kind: kind, location: .init(RepositoryPath(files[0]), line: 1), resource: resource, before: before,
      after: after, files: files.map { RepositoryPath($0) })
  }

  static func file(_ path: String, old: String? = nil, new: String? = nil) -> ChangeDigest.File {
    ChangeDigest.File(
      path: path, oldMode: old == nil ? nil : "100644", newMode: new == nil ? nil : "100644",
      oldDigest: old.map { SHA256Function.crypto(Array($0.utf8)) },
      newDigest: new.map { SHA256Function.crypto(Array($0.utf8)) })
  }
}

extension ApprovalStatement {
  /// The statement as one whose signature was verified; every copy has a digest of its own.
  func signed(
    by principal: String = "ana", emails: Set<String>? = nil, roles: Set<String> = [], copy: UInt8 = 0
  ) -> SignedApproval {
    let envelope = Array("\(principal) \(word.rawValue) \(transcript.submittedAt) \(copy)".utf8)
    return SignedApproval(
      statement: self, principal: principal, emails: emails ?? ["\(principal)@corp.example"], roles: roles,
      keyID: "SHA256:\(principal)", userPresence: false, envelope: envelope, digest: SHA256Function.crypto(envelope))
  }
}

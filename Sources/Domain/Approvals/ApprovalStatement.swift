public import Attestation
public import Findings
public import Policy
public import Repositories

/// What a reviewer signs: a decision on a change, with everything that was shown when it was made.
///
/// It becomes the predicate of an in-toto statement whose subject is the change digest; its page is
/// `attestations/change-approval.md`.
public struct ApprovalStatement: Hashable, Sendable {
  /// The reviewer's word.
  public enum Word: String, Hashable, Sendable, CaseIterable {
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case withdrawn = "WITHDRAWN"
  }

  public let word: Word

  /// The roles for which it is given; none for "whoever may approve".
  public let roles: [String]

  /// The ref that the change is for: an approval for one branch counts for no other.
  public let targetRef: String

  /// The `repository:` URI of the trust root.
  public let repository: String

  /// The identity of the change and its governed files.
  public let changeDigest: Digest
  public let files: [ChangeDigest.File]

  /// The findings that were shown.
  public let findings: [ShownFinding]

  /// The requirements that were shown, as `role × needed`.
  public let requirements: [ShownRequirement]

  /// The policy and the rules at the time; recorded, since requirements always follow the current policy.
  public let policyDigest: Digest
  public let ruleSetDigest: Digest

  public let transcript: Transcript

  /// Makes two approvals of the same thing different, in hexadecimal.
  public let nonce: String

  /// The reviewer's reference, such as a ticket.
  public let ticket: String?

  public init(
    word: Word, roles: [String], targetRef: String, repository: String, changeDigest: Digest,
    files: [ChangeDigest.File], findings: [ShownFinding], requirements: [ShownRequirement], policyDigest: Digest,
    ruleSetDigest: Digest, transcript: Transcript, nonce: String, ticket: String?
  ) {
    self.word = word
    self.roles = Set(roles).sorted()
    self.targetRef = targetRef
    self.repository = repository
    self.changeDigest = changeDigest
    self.files = files
    self.findings = findings
    self.requirements = requirements
    self.policyDigest = policyDigest
    self.ruleSetDigest = ruleSetDigest
    self.transcript = transcript
    self.nonce = nonce
    self.ticket = ticket
  }

  /// A finding as it was shown, with all that its fingerprint is made of.
  public struct ShownFinding: Hashable, Sendable {
    public let fingerprint: Digest
    public let kind: String
    public let resource: String
    public let before: String?
    public let after: String?

    public init(_ finding: AssessedFinding) {
      fingerprint = finding.fingerprint
      kind = finding.finding.kind.id
      resource = finding.finding.resource
      before = finding.finding.before?.shown
      after = finding.finding.after?.shown
    }

    init(fingerprint: Digest, kind: String, resource: String, before: String?, after: String?) {
      self.fingerprint = fingerprint
      self.kind = kind
      self.resource = resource
      self.before = before
      self.after = after
    }
  }

  /// A requirement as it was shown.
  public struct ShownRequirement: Hashable, Sendable {
    public let role: String?
    public let needed: Int
    public let challenge: Challenge

    public init(role: String?, needed: Int, challenge: Challenge) {
      self.role = role
      self.needed = needed
      self.challenge = challenge
    }
  }
}

/// The questions of a challenge and their answers, with the times that the reviewer signed.
public struct Transcript: Hashable, Sendable {
  public let challenge: Challenge
  public let openedAt: Timestamp
  public let submittedAt: Timestamp
  public let exchanges: [Exchange]

  public init(challenge: Challenge, openedAt: Timestamp, submittedAt: Timestamp, exchanges: [Exchange]) {
    self.challenge = challenge
    self.openedAt = openedAt
    self.submittedAt = submittedAt
    self.exchanges = exchanges
  }

  /// One question about one finding, and the answer.
  public struct Exchange: Hashable, Sendable {
    public let fingerprint: Digest
    public let question: String
    public let answer: String

    public init(fingerprint: Digest, question: String, answer: String) {
      self.fingerprint = fingerprint
      self.question = question
      self.answer = answer
    }
  }

  /// Seconds from opening to submission, as the reviewer claims them.
  public var reviewSeconds: Int64 { submittedAt.seconds - openedAt.seconds }
}

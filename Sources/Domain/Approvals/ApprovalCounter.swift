import Attestation
public import Findings
public import Policy
public import Repositories

/// An approval whose signature was verified against the trust root: who signed what.
public struct SignedApproval: Hashable, Sendable {
  public let statement: ApprovalStatement
  /// The principal's id in the trust root.
  public let principal: String
  /// The principal's e-mail addresses, in lower case.
  public let emails: Set<String>
  /// The roles that the principal holds now.
  public let roles: Set<String>
  /// `SHA256:…`.
  public let keyID: String
  public let userPresence: Bool
  /// The envelope as it was read, one line without its end.
  public let envelope: [UInt8]
  /// SHA-256 of ``envelope``: its name in reports and evidence.
  public let digest: Digest

  public init(
    statement: ApprovalStatement, principal: String, emails: Set<String>, roles: Set<String>, keyID: String,
    userPresence: Bool, envelope: [UInt8], digest: Digest
  ) {
    self.statement = statement
    self.principal = principal
    self.emails = emails
    self.roles = roles
    self.keyID = keyID
    self.userPresence = userPresence
    self.envelope = envelope
    self.digest = digest
  }
}

/// What the approvals at hand are worth for a change as it is now.
public struct ApprovalTally: Hashable, Sendable {
  /// The approvals that count, with the findings that each covers.
  public let counted: [CountedApproval]
  /// The signed statements of ``counted``, in the same order.
  public let signed: [SignedApproval]
  /// The approvals that do not count, and why.
  public let discounted: [Discounted]

  /// An approval that does not count.
  public struct Discounted: Hashable, Sendable {
    public let principal: String
    public let roles: [String]
    public let reason: String

    public init(principal: String, roles: [String], reason: String) {
      self.principal = principal
      self.roles = roles
      self.reason = reason
    }
  }

  public init(counted: [CountedApproval] = [], signed: [SignedApproval] = [], discounted: [Discounted] = []) {
    self.counted = counted
    self.signed = signed
    self.discounted = discounted
  }
}

/// Decides which approvals count, finding by finding.
///
/// An approval counts for a recomputed finding whose fingerprint it lists and all of whose changed governed files it lists
/// with the same old and new digests, for the same target, by someone who holds the role now. What the requirements are is
/// always the current policy's business.
public struct ApprovalCounter: Sendable {
  /// The change as it is now.
  public struct Change: Sendable {
    public let digest: ChangeDigest
    public let targetRef: String
    public let repository: String
    public let findings: [AssessedFinding]
    /// Everyone who wrote or pushed the change, e-mails in lower case.
    public let writers: Set<String>

    public init(
      digest: ChangeDigest, targetRef: String, repository: String, findings: [AssessedFinding], writers: Set<String>
    ) {
      self.digest = digest
      self.targetRef = targetRef
      self.repository = repository
      self.findings = findings
      self.writers = writers
    }
  }

  private let change: Change
  private let sha256: SHA256Function
  private let filesByPath: [String: ChangeDigest.File]

  public init(change: Change, sha256: SHA256Function) {
    self.change = change
    self.sha256 = sha256
    filesByPath = Dictionary(change.digest.files.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Counts `approvals`, given in any order and possibly more than once.
  public func tally(_ approvals: [SignedApproval]) -> ApprovalTally {
    var counted: [(worth: CountedApproval, approval: SignedApproval)] = []
    var discounted: [ApprovalTally.Discounted] = []
    for approval in Set(approvals).sorted(by: { $0.digest < $1.digest }) {
      switch judge(approval, among: approvals) {
      case .counts(let worth, let stale):
        counted.append((worth, approval))
        if !stale.isEmpty {
          discounted.append(
            approval.discounted("stale for \(stale.joined(separator: ", ")): files changed since it was signed"))
        }
      case .irrelevant: break
      case .discounted(let reason): discounted.append(approval.discounted(reason))
      }
    }
    return ApprovalTally(
      counted: counted.map(\.worth), signed: counted.map(\.approval), discounted: discounted)
  }

  private enum Judgement {
    /// What it is worth, and the findings that it lists but no longer covers.
    case counts(CountedApproval, stale: [String])
    case discounted(String)
    /// It speaks of another change altogether.
    case irrelevant
  }

  private func judge(_ approval: SignedApproval, among all: [SignedApproval]) -> Judgement {
    let statement = approval.statement
    let known = change.findings.filter { finding in
      statement.findings.contains { $0.fingerprint == finding.fingerprint }
    }
    guard statement.changeDigest == change.digest.digest || !known.isEmpty else { return .irrelevant }
    guard statement.word == .approved else {
      return .discounted(statement.word == .rejected ? "rejected the change" : "withdrew the approval")
    }
    guard statement.repository == change.repository else { return .discounted("it is for another repository") }
    guard statement.targetRef == change.targetRef else {
      return .discounted("it is for \(DisplayText.escaping(statement.targetRef))")
    }
    if let objection = statement.objection(sha256) { return .discounted(objection) }
    // Writers are known by e-mail: whoever has none in the trust root could have written anything.
    guard !approval.emails.isEmpty else {
      return .discounted("\(approval.principal) has no e-mail in the trust root, so may have written this change")
    }
    // A forge knows people by their logins; one that is a principal's name is that principal.
    if !approval.emails.union([approval.principal.lowercased()]).isDisjoint(with: change.writers) {
      return .discounted("\(approval.principal) wrote this change and cannot approve it")
    }
    if all.contains(where: { $0.overrules(approval) }) { return .discounted("it was rejected or withdrawn later") }
    let covered = known.filter { covers(statement, $0) }
    guard !covered.isEmpty else { return .discounted("stale: the files changed since it was signed") }
    let roles = Set(statement.roles)
    guard roles.isSubset(of: approval.roles) else {
      return .discounted(
        "\(approval.principal) no longer holds \(roles.subtracting(approval.roles).sorted().joined(separator: ", "))")
    }
    return .counts(
      CountedApproval(
        principal: approval.principal, keyID: approval.keyID, roles: roles, findings: Set(covered.map(\.id)),
        challenge: statement.transcript.challenge, reviewSeconds: Int(statement.transcript.reviewSeconds),
        userPresence: approval.userPresence),
      stale: known.map(\.id).filter { id in !covered.contains { $0.id == id } })
  }

  /// Whether the statement lists every changed governed file of the finding exactly as it is now.
  private func covers(_ statement: ApprovalStatement, _ finding: AssessedFinding) -> Bool {
    let listed = Set(statement.files)
    return finding.finding.files.allSatisfy { path in
      guard let now = filesByPath[path.percentEncoded] else { return true }
      return listed.contains(now)
    }
  }
}

extension SignedApproval {
  fileprivate func discounted(_ reason: String) -> ApprovalTally.Discounted {
    ApprovalTally.Discounted(principal: principal, roles: statement.roles, reason: reason)
  }

  /// Whether this rejection or withdrawal, of the same person and about the same findings, is not older than `other`.
  fileprivate func overrules(_ other: SignedApproval) -> Bool {
    guard statement.word != .approved, principal == other.principal,
      statement.transcript.submittedAt.seconds >= other.statement.transcript.submittedAt.seconds
    else { return false }
    let about = Set(statement.findings.map(\.fingerprint))
    return statement.changeDigest == other.statement.changeDigest
      || other.statement.findings.contains { about.contains($0.fingerprint) }
  }
}

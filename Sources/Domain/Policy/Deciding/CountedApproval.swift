/// An approval that was verified and graded, as far as deciding needs it.
///
/// Signature, transcript, role, target ref and the exclusion of authors are settled before: an approval
/// that is not valid now never becomes one of these.
public struct CountedApproval: Hashable, Sendable {
  /// The person, by the id of the trust root.
  public var principal: String

  /// The key that signed: `SHA256:…`.
  public var keyID: String

  /// The roles that it was given for and that the person holds now.
  public var roles: Set<String>

  /// The ids, in the assessment at hand, of the findings that it covers.
  ///
  /// By id and not by fingerprint: two findings can share a fingerprint and still differ in the files that an
  /// approval must have seen.
  public var findings: Set<String>

  /// The challenge that was passed.
  public var challenge: Challenge

  /// Seconds from the signed opening to the signed submission.
  public var reviewSeconds: Int

  /// Whether the signature proves a touch of the key.
  public var userPresence: Bool

  /// When the gate's log or a witness first saw it, in seconds since 1970; `nil` when nobody did.
  ///
  /// Never a time that the signer asserts: time locks run from it.
  public var witnessedAt: Int64?

  /// An approval that counts for `findings`.
  public init(
    principal: String, keyID: String, roles: Set<String>, findings: Set<String>, challenge: Challenge,
    reviewSeconds: Int, userPresence: Bool = false, witnessedAt: Int64? = nil
  ) {
    self.principal = principal
    self.keyID = keyID
    self.roles = roles
    self.findings = findings
    self.challenge = challenge
    self.reviewSeconds = reviewSeconds
    self.userPresence = userPresence
    self.witnessedAt = witnessedAt
  }

  /// Whether it is of the kind that `requirement` wants, whichever finding it covers.
  func satisfies(_ requirement: Requirement) -> Bool {
    (requirement.role.map(roles.contains) ?? true) && challenge >= requirement.challenge
      && reviewSeconds >= requirement.minimumReview && (userPresence || !requirement.userPresence)
  }
}

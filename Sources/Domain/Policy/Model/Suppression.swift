public import Findings

/// An owner's statement that a finding is known and accepted until a day.
///
/// A suppressed finding is still listed; it has no effect on score and requirements. Findings under
/// `.gatehouse/` cannot be suppressed: the policy would switch off its own guard.
public struct Suppression: Hashable, Sendable {
  /// What is accepted.
  public let subject: Subject
  /// Why it is accepted, free text.
  public let reason: String

  /// Who answers for it: a principal or a team, free text.
  public let owner: String

  /// Seconds since 1970; from then on it is a finding again.
  public let expires: Int64

  /// Where it is written, as `file:line`.
  public let location: String

  /// What is suppressed.
  public enum Subject: Hashable, Sendable {
    /// Exactly this change of exactly this resource.
    case fingerprint(Digest)
    /// Every finding of a kind in the files of a pattern.
    case kind(String, path: Glob)
  }

  /// A suppression; `expires` in seconds since 1970.
  public init(subject: Subject, reason: String, owner: String, expires: Int64, location: String = "") {
    self.subject = subject
    self.reason = reason
    self.owner = owner
    self.expires = expires
    self.location = location
  }

  /// Whether it covers the finding at `time` (seconds since 1970).
  func covers(_ finding: Finding, fingerprint: Digest, at time: Int64) -> Bool {
    guard time < expires else { return false }
    switch subject {
    case .fingerprint(let digest): return digest == fingerprint
    case .kind(let kind, let path): return finding.kind.id == kind && path.matches(finding.location.path)
    }
  }
}

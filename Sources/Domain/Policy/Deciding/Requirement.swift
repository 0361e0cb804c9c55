public import RegularExpressions

/// What must still be signed: for each of its findings, by so many people, in such a way.
public struct Requirement: Hashable, Sendable {
  /// The role that must sign; `nil` for anyone who may approve.
  public let role: String?

  /// How many distinct people with distinct keys, for each finding.
  public let needed: Int

  /// The weakest challenge that counts.
  public let challenge: Challenge

  /// Seconds of review.
  public let minimumReview: Int

  /// Whether the key must prove a touch.
  public let userPresence: Bool

  /// The ids of its findings, in report order; never empty.
  public let findings: [String]

  /// Why: ids of rules, `level.<level>` or `governance`, sorted.
  public let sources: [String]

  /// Seconds within which it is due, the shortest of its rules.
  public let sla: Int?

  /// The role that must sign changes of `.gatehouse/`.
  public static let ownerRole = "owner"
}

/// A ticket that findings need.
public struct TicketRequirement: Hashable, Sendable {
  /// What the whole ticket id must look like.
  public let pattern: LinearRegex
  /// Where the rule is written, as `file:line`.
  public let location: String
  /// The ids of its findings, in report order.
  public let findings: [String]
}

/// A wait that findings need.
public struct TimeLockRequirement: Hashable, Sendable {
  /// Seconds from the first witnessed approval of a finding.
  public let wait: Int
  /// Where the lock is written, as `file:line`.
  public let location: String
  /// The ids of its findings, in report order.
  public let findings: [String]
}

/// Why no approval can help.
public struct Rejection: Hashable, Sendable {
  /// The rule's id, or `max_score`.
  public let rule: String
  /// What is said to people.
  public let reason: String
  /// Where the rule is written, as `file:line`; empty for a limit of the score.
  public let location: String
  /// The ids of the findings, in report order.
  public let findings: [String]

  /// The ``rule`` of a rejection by the score.
  public static let maximumScoreRule = "max_score"
}

/// A rule that fired, and for what.
public struct FiredRule: Hashable, Sendable {
  /// The id of the rule.
  public let id: String
  /// What the rule does.
  public let action: RuleAction
  /// Who must sign or is told.
  public let roles: [String]
  /// Why the rule exists.
  public let reason: String
  /// Where the rule is written, as `file:line`, or its pack.
  public let location: String
  /// The framework controls that the rule serves.
  public let controls: [String]
  /// Seconds.
  public let sla: Int?
  /// The ids of the findings that met the condition, in report order.
  public let findings: [String]
}

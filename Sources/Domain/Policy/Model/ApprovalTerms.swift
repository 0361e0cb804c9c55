/// What a reviewer has to do before the signature; each includes the strength of those before it.
public enum Challenge: String, Hashable, Sendable, Comparable, CaseIterable {
  /// The findings were shown and the reviewer confirmed.
  case confirm
  /// Questions made from the typed facts of the change, all answered right.
  case quiz
  /// The reviewer's own words contain the facts and contradict none.
  case teachBack = "teach-back"

  /// Whether this version can put it to a reviewer.
  public var isRunnable: Bool { self == .confirm }

  private var rank: Int {
    switch self {
    case .confirm: 0
    case .quiz: 1
    case .teachBack: 2
    }
  }

  public static func < (left: Challenge, right: Challenge) -> Bool { left.rank < right.rank }
}

/// What the approvals of one level must be like.
public struct ApprovalTerms: Hashable, Sendable {
  /// How many distinct people with distinct keys must approve; 0 asks for nobody.
  public let count: Int

  /// The weakest challenge that counts.
  public let challenge: Challenge

  /// Seconds from the signed opening of the challenge to its signed submission.
  public let minimumReview: Int

  /// Whether the key must prove a touch (FIDO user presence).
  public let userPresence: Bool

  /// Nobody has to approve; an approval that a rule asks for is a plain confirmation.
  public static let none = ApprovalTerms()

  /// More approvers than any team has; a larger `count` is a typing error.
  public static let maximumCount = 20

  /// Terms; `count` and `minimumReview` (seconds) are not negative.
  public init(
    count: Int = 0, challenge: Challenge = .confirm, minimumReview: Int = 0, userPresence: Bool = false
  ) {
    self.count = max(0, count)
    self.challenge = challenge
    self.minimumReview = max(0, minimumReview)
    self.userPresence = userPresence
  }

  /// The stricter of each term.
  public func stricter(_ other: ApprovalTerms) -> ApprovalTerms {
    ApprovalTerms(
      count: max(count, other.count), challenge: max(challenge, other.challenge),
      minimumReview: max(minimumReview, other.minimumReview),
      userPresence: userPresence || other.userPresence)
  }
}

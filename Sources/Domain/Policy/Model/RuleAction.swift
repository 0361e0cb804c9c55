/// What a rule does with a finding; the strongest one that fires decides, wherever it stands in the file.
public enum RuleAction: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Nothing beyond being listed; it lifts no other requirement.
  case approve
  /// Listed in report and ledger.
  case log
  /// Listed, and named in the notification payload.
  case notify
  /// Every role of the rule, or anyone who may approve when it names none, must sign.
  case requireApproval = "require_approval"
  /// Like `require_approval`, by roles outside the team; unmet until they have signed.
  case escalate
  /// Denied; no approval helps.
  case reject

  /// From weak to strong.
  private var strength: Int {
    switch self {
    case .approve: 0
    case .log: 1
    case .notify: 2
    case .requireApproval: 3
    case .escalate: 4
    case .reject: 5
    }
  }

  /// Whether somebody has to sign.
  public var asksForApproval: Bool { self == .requireApproval || self == .escalate }

  public static func < (left: RuleAction, right: RuleAction) -> Bool { left.strength < right.strength }
}

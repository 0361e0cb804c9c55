/// What the policy makes of a change: scores, the rules that fired and what must be signed. No verdict yet.
public struct Assessment: Hashable, Sendable {
  /// In report order.
  public let findings: [AssessedFinding]

  /// The worst finding's, raised by breadth; 0 of none.
  public let score: Score
  /// The level of the score of the change.
  public let level: RiskLevel

  /// The strongest action first, then by id.
  public let rules: [FiredRule]

  /// By role (any approver first), then from strict to mild.
  public let requirements: [Requirement]
  /// Which findings need a ticket, and of what form.
  public let tickets: [TicketRequirement]
  /// Which findings have to wait, and how long.
  public let timeLocks: [TimeLockRequirement]

  /// What no approval can help against.
  public let rejections: [Rejection]

  /// The finding of an id of this assessment.
  public func finding(_ id: String) -> AssessedFinding? { findings.first { $0.id == id } }
}

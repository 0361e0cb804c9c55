/// A rule: what happens to findings that meet a condition.
public struct PolicyRule: Hashable, Sendable {
  /// Unique in the policy.
  public let id: String

  /// Judged for each finding by itself.
  public let when: Condition

  /// What happens to findings that meet the condition.
  public let action: RuleAction

  /// Who must sign, each of them by a different person; for `notify`, who is told.
  public let roles: [String]

  /// Why the rule exists, shown beside the verdict.
  public let reason: String

  /// Seconds within which an approval is due, counted by the pipeline; no effect on the verdict.
  public let sla: Int?

  /// The framework controls that the rule serves, such as `SOC2:CC8.1`.
  public let controls: [String]

  /// Where it is written, as `file:line`, or the name of its pack.
  public let location: String

  /// A rule; `sla` in seconds.
  public init(
    id: String, when: Condition, action: RuleAction, roles: [String] = [], reason: String, sla: Int? = nil,
    controls: [String] = [], location: String = ""
  ) {
    self.id = id
    self.when = when
    self.action = action
    self.roles = roles
    self.reason = reason
    self.sla = sla
    self.controls = controls
    self.location = location
  }
}

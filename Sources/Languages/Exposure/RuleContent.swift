/// What a rule says, wherever it stands: equal rules do the same to the same packets.
public struct RuleContent: Hashable, Sendable {
  private let traffic: TrafficSet
  private let states: ConnectionStates
  private let conditions: [Condition]
  private let action: Rule.Action

  public init(_ rule: Rule) {
    traffic = rule.traffic
    states = rule.states
    conditions = rule.conditions
    action = rule.action
  }
}

extension Rule.Action {
  /// The chain that a packet is sent to.
  public var chain: String? {
    switch self {
    case .jump(let chain), .goto(let chain): chain
    default: nil
    }
  }
}

extension RuleChain {
  /// Whether a rule would decide any packet where the first `count` rules stand before it, from what those rules say
  /// alone; `nil` where chains that they jump to, or targets that are not followed, have a say.
  public func leaves(_ traffic: TrafficSet, after count: Int) -> Bool? {
    var left = traffic
    for rule in rules.prefix(count) where rule.states.contains(.new) && rule.action != .continue {
      if rule.traffic.isDisjoint(with: left) { continue }
      guard rule.action == .accept || rule.denies else { return nil }
      // Under a condition it may leave all of them.
      guard rule.conditions.isEmpty else { continue }
      left = left.subtracting(rule.traffic)
      if left.isEmpty { return false }
    }
    return true
  }
}

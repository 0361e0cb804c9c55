/// An ordered list of rules, the first match of which decides.
public struct RuleChain: Sendable {
  /// What happens to a packet that no rule of a base chain decides.
  public enum Policy: Hashable, Sendable {
    case accept
    case drop
  }

  public var rules: [Rule]
  /// `nil` for a chain that is only jumped to: at its end the packet returns.
  public var policy: Policy?
  /// Where the policy is written.
  public var policyOrigin: Origin

  /// A chain in first-match order as given.
  public init(_ rules: [Rule], policy: Policy? = nil, policyOrigin: Origin = Origin(line: 0)) {
    self.rules = rules
    self.policy = policy
    self.policyOrigin = policyOrigin
  }

  /// A chain in the order of ``Rule/order``; of rules with the same number those that deny come first (as GCP
  /// decides) or, where numbers are unique, nothing is left to decide.
  public init(prioritized rules: [Rule], policy: Policy?) {
    let order = rules.indices.sorted { left, right in
      let one = rules[left]
      let other = rules[right]
      return (one.order, one.denies ? 0 : 1, left) < (other.order, other.denies ? 0 : 1, right)
    }
    self.init(order.map { rules[$0] }, policy: policy)
  }

  /// A chain where the last match decides unless an earlier rule is `quick` (pf): quick rules decide at
  /// once, so they come first in their order, then the others backwards.
  public init(lastMatch rules: [(rule: Rule, isQuick: Bool)], policy: Policy?) {
    let quick = rules.filter(\.isQuick).map(\.rule)
    let others = rules.filter { !$0.isQuick }.map(\.rule)
    self.init(quick + others.reversed(), policy: policy)
  }
}

/// Chains by name, as far as jumps between them go.
public struct RuleList: Sendable {
  public var chains: [String: RuleChain]

  public init(chains: [String: RuleChain]) { self.chains = chains }

  /// A list of one chain, named ``single``.
  public init(_ chain: RuleChain) { chains = [Self.single: chain] }

  /// The name of the only chain of a list without names.
  public static let single = "rules"
}

/// What a rule set lets in: the packets that may open a connection.
public struct Reach: Equatable, Sendable {
  /// Accepted whatever the unknown conditions are, where a deny under an unknown condition is taken not to
  /// apply.
  public var accepted: TrafficSet

  /// What depends on unknown conditions, ascending by terms; see ``ConditionalReach``.
  public var conditional: [ConditionalReach]

  public init(accepted: TrafficSet, conditional: [ConditionalReach] = []) {
    self.accepted = accepted
    self.conditional = conditional
  }

  /// Nothing gets in.
  public static var none: Reach { Reach(accepted: .none) }

  /// The opaque terms that the reach depends on, ascending, each once.
  public var terms: [String] { Set(conditional.flatMap(\.terms)).sorted() }
}

/// Traffic whose fate depends on conditions that the source does not decide.
public struct ConditionalReach: Equatable, Sendable {
  public enum Effect: UInt8, Hashable, Sendable {
    /// Accepted if all terms hold, beyond what is accepted anyway.
    case accept
    /// Refused if all terms hold, although counted as accepted.
    case deny
  }

  /// The conditions, ascending; all must hold. See ``Condition/term``.
  public var terms: [String]
  public var effect: Effect
  public var traffic: TrafficSet

  public init(terms: [String], effect: Effect, traffic: TrafficSet) {
    self.terms = terms
    self.effect = effect
    self.traffic = traffic
  }
}

/// A rule's share in a reach: the packets that it, and no rule before it, decided.
public struct Contribution: Equatable, Sendable {
  public var origin: Origin
  /// The chain that the rule stands in.
  public var chain: String
  public var action: Rule.Action
  /// What the rule decided of the traffic asked about.
  public var traffic: TrafficSet
  /// Whether the chain's policy decided, not a rule.
  public var isPolicy: Bool

  public init(
    origin: Origin, chain: String, action: Rule.Action, traffic: TrafficSet, isPolicy: Bool = false
  ) {
    self.origin = origin
    self.chain = chain
    self.action = action
    self.traffic = traffic
    self.isPolicy = isPolicy
  }
}

/// One rule of a packet filter: which packets, in which states, under which further conditions, and what
/// then.
///
/// A list holds the rules of one direction; ``order`` is for formats that number their rules.
public struct Rule: Sendable {
  /// What happens to a packet that matches.
  public enum Action: Hashable, Sendable {
    case accept
    case drop
    case reject
    /// Continue in that chain and come back.
    case jump(String)
    /// Continue in that chain and do not come back to this one.
    case goto(String)
    /// Leave this chain.
    case `return`
    /// Note, count or mark, and go on with the next rule.
    case `continue`
    /// A target that this module cannot follow, such as a user-space queue.
    case other(String)
  }

  /// The packets that match.
  public var traffic: TrafficSet
  /// The connection states that match; exposure is about ``ConnectionStates/new``.
  public var states: ConnectionStates
  /// What else must hold for a match.
  public var conditions: [Condition]
  public var action: Action
  /// The rule's number where the format has one; lower comes first.
  public var order: Int
  /// Where the rule stands in its source.
  public var origin: Origin

  public init(
    _ traffic: TrafficSet, states: ConnectionStates = .all, conditions: [Condition] = [], action: Action,
    order: Int = 0, origin: Origin = Origin(line: 0)
  ) {
    self.traffic = traffic
    self.states = states
    self.conditions = conditions
    self.action = action
    self.order = order
    self.origin = origin
  }

  /// Whether the rule ends a packet's way by refusing it.
  public var denies: Bool { action == .drop || action == .reject }
}

/// Where a rule was read: its line, and what else names it (a resource address, a file).
public struct Origin: Hashable, Sendable, Comparable {
  public var label: String
  /// Counted from 1; 0 when there is none.
  public var line: Int

  public init(label: String = "", line: Int) {
    self.label = label
    self.line = line
  }

  public static func < (left: Origin, right: Origin) -> Bool {
    (left.label, left.line) < (right.label, right.line)
  }
}

/// Connection tracking states of a packet.
public struct ConnectionStates: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let new = ConnectionStates(rawValue: 1)
  public static let established = ConnectionStates(rawValue: 2)
  public static let related = ConnectionStates(rawValue: 4)
  public static let invalid = ConnectionStates(rawValue: 8)
  public static let untracked = ConnectionStates(rawValue: 16)
  public static let all: ConnectionStates = [.new, .established, .related, .invalid, .untracked]
}

/// Something a rule asks for that the packet's coordinates do not answer.
public struct Condition: Hashable, Sendable, Comparable {
  /// What is known about when it holds.
  public enum Kind: UInt8, Hashable, Sendable {
    /// It holds for some packets of every flow (rate limits, random choice): an accept under it lets the
    /// flow in, a drop under it does not keep it out.
    case intermittent
    /// It depends on something elsewhere (an ipset, a security group, the clock): an accept may let the
    /// flow in.
    case unknown
  }

  public var kind: Kind
  /// The condition in the words of its source, such as `set @blocklist`. Opaque: compared, never interpreted.
  public var term: String

  public init(_ kind: Kind, _ term: String) {
    self.kind = kind
    self.term = term
  }

  public static func < (left: Condition, right: Condition) -> Bool {
    (left.term, left.kind.rawValue) < (right.term, right.kind.rawValue)
  }
}

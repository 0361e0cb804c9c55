public import Exposure

/// A host packet filter as its configuration file describes it, ready to be asked what it lets in.
///
/// The file is taken to be the whole filter: what it does not restrict is accepted, as the kernel does.
/// Address translation is recorded in ``natRules`` and not applied: addresses in the forward reach are
/// those after it.
public struct FirewallRuleset: Sendable {
  /// The families that the file governs: one for iptables, both for nftables.
  public var families: Set<AddressFamily> = []
  /// What could not be read or followed, in order of the lines.
  public var diagnostics: [Diagnostic] = []
  /// The policy of every base chain, in the order of the file.
  public var policies: [ChainPolicy] = []
  /// Every rule that refuses packets, in the order of the file.
  public var denyRules: [DenyRule] = []
  /// Every rule that redirects connections to another address or port.
  public var natRules: [NATRule] = []
  /// Sets of addresses that the file names, as it writes their names (`<martians>`).
  public var names: [String: AddressSet] = [:]
  /// The chains, keyed by table and name as in ``ChainPolicy/key``.
  public var list = RuleList(chains: [:])
  /// For each hook the keys of the base chains that a packet passes, in the kernel's order.
  public var bases: [Hook: [String]] = [:]

  public init() {}

  /// The packets that pass a hook and may open a connection.
  ///
  /// - Parameter region: the packets asked about; those of families that the file does not govern are left
  ///   out.
  public func reach(
    _ hook: Hook, within region: TrafficSet = .all, budget: Int = Limits.segments
  ) -> Bounded<Reach> {
    list.reach(through: bases[hook] ?? [], within: governed(region), budget: budget)
  }

  /// The lines that decide any of `traffic` at a hook; ask with an opened box for what opens it.
  public func contributions(
    _ hook: Hook, to traffic: TrafficSet, budget: Int = Limits.segments
  ) -> Bounded<[Contribution]> {
    list.contributions(to: governed(traffic), through: bases[hook] ?? [], budget: budget)
  }

  /// Whether a hook has the same rules in both, wherever they stand in their files.
  ///
  /// Equal rules let in the same packets; different ones may as well.
  public func hasSameRules(_ hook: Hook, as other: FirewallRuleset) -> Bool {
    guard families == other.families, bases[hook] == other.bases[hook] else { return false }
    return chains(from: bases[hook] ?? []).union(other.chains(from: bases[hook] ?? [])).allSatisfy { key in
      let (mine, theirs) = (list.chains[key], other.list.chains[key])
      return mine?.policy == theirs?.policy && mine?.rules.map(RuleContent.init) == theirs?.rules.map(RuleContent.init)
    }
  }

  /// The chains with those that their rules jump to, and so on.
  public func chains(from keys: [String]) -> Set<String> {
    var seen: Set<String> = []
    var waiting = keys
    while let key = waiting.popLast() {
      guard seen.insert(key).inserted else { continue }
      for rule in list.chains[key]?.rules ?? [] { rule.action.chain.map { waiting.append($0) } }
    }
    return seen
  }

  private func governed(_ region: TrafficSet) -> TrafficSet {
    families.count == AddressFamily.allCases.count
      ? region : region.intersection(TrafficSet(TrafficBox(families: families)))
  }
}

/// The ways of a packet that filters decide on.
public enum Hook: String, Hashable, Sendable, CaseIterable {
  /// To this host.
  case input
  /// Through this host.
  case forward
  /// From this host.
  case output
}

/// Something in the file that the reader must know about; the answer about the rest stands.
public struct Diagnostic: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// The text is not of the language; the filter's own loader would refuse it or it is unknown here.
    case syntax
    /// Understood and not modelled; nothing is credited to it.
    case unsupported
    /// Beyond a limit; what follows was not read.
    case limit
  }

  public var kind: Kind
  public var origin: Origin
  /// One sentence without a full stop.
  public var message: String

  public init(_ kind: Kind, _ origin: Origin, _ message: String) {
    self.kind = kind
    self.origin = origin
    self.message = message
  }
}

/// What a base chain does with packets that no rule decides.
public struct ChainPolicy: Hashable, Sendable {
  /// `nil` for chains before routing, which all incoming packets pass.
  public var hook: Hook?
  /// The table with its family where the format has one: `filter`, `inet filter`.
  public var table: String
  public var chain: String
  public var policy: RuleChain.Policy
  public var origin: Origin

  /// The chain's key in ``FirewallRuleset/list``.
  public var key: String { "\(table)/\(chain)" }
}

/// A rule that refuses packets.
public struct DenyRule: Equatable, Sendable {
  public var origin: Origin
  /// The key of the chain, as in ``ChainPolicy/key``.
  public var chain: String
  /// The rule as written, on one line.
  public var text: String
  public var traffic: TrafficSet
  /// Whether it refuses only under conditions that are not decided here.
  public var isConditional: Bool
}

/// A rule that sends connections elsewhere than they were addressed.
public struct NATRule: Equatable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// To another host.
    case dnat
    /// To another port of this host.
    case redirect
  }

  public var origin: Origin
  public var kind: Kind
  /// The packets as they arrive.
  public var traffic: TrafficSet
  /// Where they go, as written.
  public var target: String
}

/// What a file may hold; beyond it a diagnostic says so and the rest is not read.
public enum FirewallLimits {
  /// The largest files seen (generated blocklists) have a few mebibytes.
  public static let bytes = 16 << 20
  /// Words after includes and variables, so that definitions that double each other end: about 100 MiB.
  public static let tokens = 2_000_000
  /// Rules after element maps are unfolded.
  public static let rules = 100_000
  /// Set elements read for all rules together: a large set named by many rules costs each of them a copy.
  public static let elements = 250_000
  /// Matches in one nft rule; people write up to ten.
  public static let matches = 256
  /// Rules and elements passed over by insertions, replacements and deletions: each may move a whole chain,
  /// which would make a file of them take quadratic time.
  public static let edits = 20_000_000
  /// Tables, chains and sets of an nft script, which are found by their names.
  public static let objects = 4_000
  /// Nested includes (nft allows 16, `MAX_INCLUDE_DEPTH`).
  public static let includes = 16
  /// Nested braces; the deepest legal nesting is table, chain, set, concatenation.
  public static let braces = 16
}

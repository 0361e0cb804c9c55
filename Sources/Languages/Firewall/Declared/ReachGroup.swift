public import Exposure

/// Something that a file declares and that lets packets through by itself: a set of pods, a published port, a
/// security group.
public struct ReachGroup: Sendable {
  /// What is reached, and so what an opening of it means.
  public enum Subject: Hashable, Sendable {
    /// Pods, which everything reaches until a policy selects them.
    case pods
    /// A service that is published beyond its cluster.
    case service
    /// A service on a port of every node of its cluster, whatever addresses these have.
    case nodePort
    /// A port of a container that is published on its host.
    case container
    /// Host names and paths that a proxy at the edge answers for.
    case route
    /// A cloud firewall: a security group, a network ACL, a network's rules.
    case cloudFirewall
    /// A host's filter as commands set it up.
    case hostFirewall
    /// What a host sends on to another address or port.
    case redirect
  }

  /// Towards the subject, or from it.
  public enum Way: String, Hashable, Sendable {
    case ingress
    case egress
  }

  /// What tells the group from others of its scope, and stays the same when it moves to another file.
  public struct Key: Hashable, Sendable {
    public let subject: Subject
    public let way: Way
    /// In the words of the format: `Service shop/web tcp 443`, `pods app=db`.
    public let name: String
    /// The policy that is supposed where the text says none.
    public let assumes: RuleChain.Policy?

    public init(_ subject: Subject, _ way: Way, _ name: String, assumes: RuleChain.Policy? = nil) {
      self.subject = subject
      self.way = way
      self.name = name
      self.assumes = assumes
    }
  }

  public let key: Key
  /// The rules and what happens to packets that none of them decides.
  public let list: RuleList
  /// The chains that a packet passes.
  public let bases: [String]
  /// Where the group is declared.
  public let origin: Origin
  /// The families that the group governs; it says nothing of the other one.
  public var families = Set(AddressFamily.allCases)
  /// What may keep the whole group from being declared: the conditions of a template around it.
  public var guards: [String] = []
  /// Whether anything restricts the group; without it, everything passes.
  public var isRestricted = true
  /// What a reader should know beside the packets: `published on tcp 15432`.
  public var notes: [String] = []

  public init(_ key: Key, _ chain: RuleChain, origin: Origin) {
    self.init(key, RuleList(chain), bases: [RuleList.single], origin: origin)
  }

  public init(_ key: Key, _ list: RuleList, bases: [String], origin: Origin) {
    self.key = key
    self.list = list
    self.bases = bases
    self.origin = origin
  }

  /// The packets that pass.
  public func reach(budget: Int = Limits.segments) -> Bounded<Reach> {
    isRestricted
      ? list.reach(through: bases, within: TrafficSet(TrafficBox(families: families)), budget: budget)
      : .exact(Reach(accepted: .all))
  }

  /// The group with the file that it stands in as the label of its places.
  ///
  /// - Parameter line: where all of it stands; `nil` where each line is that of the file.
  public func labelled(_ label: String, line: Int? = nil) -> ReachGroup {
    var list = list
    for (name, chain) in list.chains { list.chains[name]?.rules = chain.rules.map { $0.labelled(label, line) } }
    var copy = ReachGroup(key, list, bases: bases, origin: Origin(label: label, line: line ?? origin.line))
    copy.families = families
    copy.guards = guards
    copy.isRestricted = isRestricted
    copy.notes = notes
    return copy
  }

  /// The group under another name.
  func renamed(_ name: String) -> ReachGroup {
    var copy = ReachGroup(
      Key(key.subject, key.way, name, assumes: key.assumes), list, bases: bases, origin: origin)
    copy.families = families
    copy.guards = guards
    copy.isRestricted = isRestricted
    copy.notes = notes
    return copy
  }

  /// The group as a filter of its own, whose rules that refuse can be asked about.
  public var ruleset: FirewallRuleset {
    var ruleset = FirewallRuleset()
    ruleset.families = families
    ruleset.list = list
    ruleset.bases = [.input: bases]
    for (chain, rules) in list.chains.sorted(by: { $0.key < $1.key }) {
      ruleset.denyRules += rules.rules.filter(\.denies).map { rule in
        DenyRule(
          origin: rule.origin, chain: chain,
          text: "deny \(rule.traffic.largestBoxes(1).first?.description ?? "nothing")",
          traffic: rule.traffic, isConditional: !rule.conditions.isEmpty)
      }
    }
    return ruleset
  }

  /// The same filter as if everything passed that none of its rules decides.
  public var rulesetBeyondWhichAllPasses: FirewallRuleset {
    var ruleset = ruleset
    for base in bases { ruleset.list.chains[base]?.policy = .accept }
    return ruleset
  }

  /// Whether both hold the same rules under the same conditions, wherever those stand.
  public func says(sameAs other: ReachGroup) -> Bool {
    isRestricted == other.isRestricted && guards == other.guards && ruleset.hasSameRules(.input, as: other.ruleset)
  }

  /// Every rule, in the order of its chain.
  public var rules: [Rule] { bases.flatMap { list.chains[$0]?.rules ?? [] } }
}

/// What a file declares.
public struct DeclaredReach: Sendable {
  public var groups: [ReachGroup] = []
  /// Policies that select pods; what they add up to depends on the other policies of the scope.
  public var policies: [PodPolicy] = []
  /// What is said beside rules.
  public var marks: [DeclaredMark] = []
  /// What could not be read, in order of the lines.
  public var diagnostics: [Diagnostic] = []

  public init() {}

  /// Takes over everything of `other`.
  public mutating func merge(_ other: DeclaredReach) {
    groups += other.groups
    policies += other.policies
    marks += other.marks
    diagnostics += other.diagnostics
  }

  public var isEmpty: Bool { groups.isEmpty && policies.isEmpty && marks.isEmpty && diagnostics.isEmpty }
}

extension Rule {
  /// The rule with the file that it stands in as the label of its place.
  func labelled(_ label: String, _ line: Int? = nil) -> Rule {
    var copy = self
    copy.origin = Origin(label: label, line: line ?? origin.line)
    return copy
  }
}

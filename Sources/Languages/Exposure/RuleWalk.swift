/// Sends sets of packets through chains the way the kernel sends one packet.
///
/// The set is split by the unknown conditions it has met: a ``Strand`` is the packets still on their way
/// under some conditions. A rule without conditions takes its packets out of a strand; one with conditions
/// only copies them, for the condition may not hold, so nothing uncertain is ever credited with closing.
struct RuleWalk {
  /// Packets on their way and the conditions that brought them here, ascending.
  struct Strand {
    var conditions: [Condition]
    var packets: Diagram

    /// The conditions that make acceptance uncertain.
    var terms: [String] { conditions.filter { $0.kind == .unknown }.map(\.term) }
  }

  private let chains: [String: RuleChain]
  private let isTracing: Bool
  private(set) var table: DiagramTable
  private(set) var contributions: [Contribution] = []
  private var accepted: [[String]: [Diagram]] = [:]
  private var doubtful: [[String]: [Diagram]] = [:]
  private var path: [String] = []

  init(_ chains: [String: RuleChain], budget: Int, isTracing: Bool) {
    self.chains = chains
    self.isTracing = isTracing
    table = DiagramTable(budget: budget)
  }

  /// The packets of `region` that every one of the base chains accepts, in that order.
  mutating func run(through bases: [String], within region: TrafficSet) -> Reach {
    var strands = [Strand(conditions: [], packets: table.adopt(region.diagram))]
    for base in bases {
      accepted = [:]
      for strand in strands { pass(strand, base: base) }
      strands = accepted.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { terms, pieces in
        Strand(conditions: terms.map { Condition(.unknown, $0) }, packets: table.union(of: pieces))
      }
    }
    return reach(strands)
  }

  private mutating func pass(_ strand: Strand, base: String) {
    guard let chain = chains[base] else {
      accepted[strand.terms, default: []].append(strand.packets)
      return
    }
    for rest in walk(base, [strand]) where rest.packets != .none {
      let isAccepted = chain.policy != .drop
      if isAccepted { accepted[rest.terms, default: []].append(rest.packets) }
      if isTracing {
        contributions.append(
          Contribution(
            origin: chain.policyOrigin, chain: base, action: isAccepted ? .accept : .drop,
            traffic: TrafficSet(rest.packets), isPolicy: true))
      }
    }
  }

  /// Walks one chain and gives back the strands that return from it.
  private mutating func walk(_ name: String, _ strands: [Strand]) -> [Strand] {
    guard let chain = chains[name] else { return strands }
    path.append(name)
    defer { path.removeLast() }
    var pending = strands
    var returned: [Strand] = []
    var index = 0
    while index < chain.rules.count, !table.isExhausted, !pending.isEmpty {
      let end = RuleRun.end(of: chain.rules, from: index)
      table.charge(end - index)
      if end > index + 1 {
        // What is left at the end of a chain that refuses is of no interest but to those who ask for reasons.
        let isLast = end == chain.rules.count && path.count == 1 && chain.policy == .drop && !isTracing
        pending = take(chain.rules[index..<end], pending, in: name, isLast: isLast)
        index = end
        continue
      }
      let rule = chain.rules[index]
      index += 1
      let match = rule.states.contains(.new) ? table.adopt(rule.traffic.diagram) : .none
      if match == .none || rule.action == .continue { continue }
      var next: [Strand] = []
      for strand in pending {
        // A strand costs a few set operations even where their results are known.
        table.charge(4)
        next += apply(rule, match, to: strand, in: name, &returned)
      }
      pending = Self.merged(next.filter { $0.packets != .none }, &table)
    }
    return Self.merged(returned + pending, &table)
  }

  /// Sends strands through a run of rules that each decide for good; gives back what none of them matched.
  private mutating func take(
    _ rules: ArraySlice<Rule>, _ strands: [Strand], in chain: String, isLast: Bool
  ) -> [Strand] {
    let packets = table.union(of: strands.map(\.packets))
    guard let run = RuleRun(rules, within: packets, &table) else { return strands }
    var left: [Strand] = []
    for strand in strands {
      table.charge(4)
      let accepted = table.combine(.intersection, strand.packets, run.accepted)
      if accepted != .none { self.accepted[strand.terms, default: []].append(accepted) }
      if !strand.conditions.isEmpty {
        let touched = table.combine(.intersection, strand.packets, run.refused)
        let refused = table.combine(.difference, touched, run.accepted)
        if refused != .none { doubtful[strand.conditions.map(\.term), default: []].append(refused) }
      }
      if isTracing {
        for (rule, hit) in run.parts(of: strand.packets, &table) {
          note(rule, Strand(conditions: strand.conditions, packets: hit), chain)
        }
      }
      if isLast { continue }
      let rest = run.rest(of: strand.packets, &table)
      if rest != .none { left.append(Strand(conditions: strand.conditions, packets: rest)) }
    }
    return left
  }

  /// Applies a rule to one strand and gives back what goes on to the next rule.
  private mutating func apply(
    _ rule: Rule, _ match: Diagram, to strand: Strand, in chain: String, _ returned: inout [Strand]
  ) -> [Strand] {
    let hit = Strand(
      conditions: Self.joined(strand.conditions, rule.conditions),
      packets: table.combine(.intersection, strand.packets, match))
    guard hit.packets != .none else { return [strand] }
    var rest = strand
    if rule.conditions.isEmpty { rest.packets = table.combine(.difference, strand.packets, match) }
    switch rule.action {
    case .accept:
      accepted[hit.terms, default: []].append(hit.packets)
    case .drop, .reject:
      if !hit.conditions.isEmpty { doubtful[hit.conditions.map(\.term), default: []].append(hit.packets) }
    case .return:
      returned.append(hit)
    case .continue:
      return [strand]
    case .jump(let target):
      guard isReachable(target) else { return unfollowed("jump to \(target)", hit, strand) }
      let back = walk(target, [hit])
      // Where the jump itself is uncertain, the strand that did not jump already stands for what comes back.
      return rule.conditions.isEmpty ? [rest] + back : [rest]
    case .goto(let target):
      guard isReachable(target) else { return unfollowed("goto \(target)", hit, strand) }
      returned += walk(target, [hit])
    case .other(let target):
      return unfollowed(target, hit, strand)
    }
    note(rule, hit, chain)
    return [rest]
  }

  private func isReachable(_ target: String) -> Bool {
    chains[target] != nil && !path.contains(target) && path.count < Limits.jumps
  }

  /// A target that cannot be followed may accept, and must not be credited with refusing.
  private mutating func unfollowed(_ target: String, _ hit: Strand, _ strand: Strand) -> [Strand] {
    let terms = Self.joined(hit.conditions, [Condition(.unknown, target)])
    accepted[Strand(conditions: terms, packets: .none).terms, default: []].append(hit.packets)
    return [strand]
  }

  private mutating func note(_ rule: Rule, _ hit: Strand, _ chain: String) {
    guard isTracing, rule.action == .accept || rule.denies else { return }
    contributions.append(
      Contribution(
        origin: rule.origin, chain: chain, action: rule.action, traffic: TrafficSet(hit.packets)))
  }

  private static func joined(_ left: [Condition], _ right: [Condition]) -> [Condition] {
    right.isEmpty ? left : Set(left + right).sorted()
  }

  private static func merged(_ strands: [Strand], _ table: inout DiagramTable) -> [Strand] {
    guard strands.count > 1 else { return strands }
    let groups = Dictionary(grouping: strands, by: \.conditions)
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { conditions, members in
      Strand(conditions: conditions, packets: table.union(of: members.map(\.packets)))
    }
  }

  private mutating func reach(_ strands: [Strand]) -> Reach {
    var certain = Diagram.none
    for strand in strands where strand.terms.isEmpty { certain = strand.packets }
    var conditional: [ConditionalReach] = []
    for strand in strands where !strand.terms.isEmpty {
      let beyond = table.combine(.difference, strand.packets, certain)
      if beyond != .none {
        conditional.append(
          ConditionalReach(terms: strand.terms, effect: .accept, traffic: TrafficSet(beyond)))
      }
    }
    for (terms, pieces) in doubtful.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let refused = table.combine(.intersection, table.union(of: pieces), certain)
      if refused != .none {
        conditional.append(ConditionalReach(terms: terms, effect: .deny, traffic: TrafficSet(refused)))
      }
    }
    return Reach(accepted: TrafficSet(certain), conditional: conditional)
  }
}

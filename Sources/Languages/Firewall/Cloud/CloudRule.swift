import Exposure
import YAML

/// Puts one rule of a cloud firewall together from what its fields say.
struct CloudRule {
  let way: ReachGroup.Way
  private var addresses = AddressSet.none
  private var named: [String] = []
  private var protocols = ProtocolSet.full
  private var ports = PortSet.full
  private var icmp: IntervalSet<UInt16>?
  private var conditions: [Condition] = []
  /// What the first port that cannot be read is.
  private var hasPeer = false

  init(_ way: ReachGroup.Way, terms: [String] = []) {
    self.way = way
    conditions = terms.map { Condition(.unknown, $0) }
  }

  /// A CIDR block, or something that stands for one.
  mutating func add(block node: YAMLNode, _ values: TemplateValues, terms: [String] = []) {
    hasPeer = true
    guard let text = values.text(node) else { return add(name: TemplateValues.shown(node)) }
    add(block: text)
  }

  mutating func add(block text: String) {
    hasPeer = true
    if ["*", "Any", "any"].contains(text) {
      addresses = .all
    } else if text == "Internet" {
      addresses = addresses.union(.internet)
    } else if let range = AddressText.range(text) {
      addresses = addresses.union(AddressSet(range))
    } else {
      add(name: Unresolved.shown(text))
    }
  }

  /// A peer that only has a name.
  mutating func add(name: String) {
    hasPeer = true
    named.append(name)
  }

  mutating func add(condition: String) { conditions.append(Condition(.unknown, condition)) }

  mutating func set(protocol text: String?) {
    guard let text else { return add(condition: "the protocol is not known") }
    if ["-1", "all", "*", "any"].contains(text.lowercased()) { return }
    let name = text.lowercased() == "icmpv6" ? "icmpv6" : text
    guard let number = IPProtocol.number(name) else {
      return add(condition: "the protocol is \(Unresolved.shown(text))")
    }
    protocols = ProtocolSet(members: [number])
  }

  private var isICMP: Bool {
    protocols == ProtocolSet(members: [IPProtocol.icmp]) || protocols == ProtocolSet(members: [IPProtocol.icmpv6])
  }

  /// The first and the last port; of ICMP, the type and the code.
  mutating func set(from: String?, to: String?, isKnown: Bool) {
    guard isKnown else { return add(condition: "the port is not known") }
    guard let from else { return }
    guard let low = Int(from) else { return add(condition: "the port is \(Unresolved.shown(from))") }
    let high = to.flatMap { Int($0) } ?? low
    if isICMP {
      guard (0...255).contains(low) else { return }
      let type = UInt16(low) << 8
      icmp =
        (0...255).contains(high) && to != nil
        ? IntervalSet((type | UInt16(high))...(type | UInt16(high))) : IntervalSet(type...(type | 255))
    } else if protocols.isFull || low < 0 {
      // With every protocol, ports mean nothing (EC2, "Security group rules").
      return
    } else if let first = UInt16(exactly: low), let last = UInt16(exactly: high), first <= last {
      ports = PortSet(first...last)
    } else {
      add(condition: "the port is \(from)–\(to ?? "")")
    }
  }

  /// Texts such as `22`, `80-90`, `*`.
  mutating func set(ports texts: [String]) {
    guard !texts.isEmpty, !texts.contains("*") else { return }
    var ranges: [ClosedRange<UInt16>] = []
    for text in texts {
      guard let range = ServiceText.numbers(text) else {
        add(condition: "the port is \(Unresolved.shown(text))")
        return
      }
      ranges.append(range)
    }
    ports = PortSet(ranges)
  }

  /// The rules, one for what is known and one for each name.
  func rules(_ action: Rule.Action, order: Int = 0, line: Int) -> [Rule] {
    var box = TrafficBox(protocols: protocols, destinationPorts: ports)
    if let icmp { box.icmpTypes = icmp }
    let origin = Origin(line: line)
    func rule(_ set: AddressSet, _ more: [Condition]) -> Rule {
      var box = box
      if way == .ingress { box.sources = set } else { box.destinations = set }
      return Rule(
        TrafficSet(box), conditions: Set(conditions + more).sorted(), action: action, order: order, origin: origin)
    }
    var rules: [Rule] = []
    if !addresses.isEmpty { rules.append(rule(addresses, [])) }
    let word = way == .ingress ? "from" : "to"
    rules += named.map { rule(.all, [Condition(.unknown, "\(word) \($0)")]) }
    if !hasPeer { rules.append(rule(.all, [])) }
    return rules
  }
}

/// Gathers rules into groups.
struct CloudGroups {
  private struct Group {
    var rules: [Rule] = []
    var line: Int
    var policy = RuleChain.Policy.drop
    var isOrdered = false
  }

  private var groups: [ReachGroup.Key: Group] = [:]
  private var order: [ReachGroup.Key] = []

  mutating func add(
    _ rules: [Rule], to name: String, _ way: ReachGroup.Way, line: Int, policy: RuleChain.Policy = .drop,
    isOrdered: Bool = false
  ) {
    let key = ReachGroup.Key(.cloudFirewall, way, name)
    if groups[key] == nil {
      order.append(key)
      groups[key] = Group(line: line)
    }
    groups[key]?.rules += rules
    groups[key]?.policy = policy
    groups[key]?.isOrdered = isOrdered
  }

  var all: [ReachGroup] {
    order.compactMap { key in
      groups[key].map { group in
        let chain =
          group.isOrdered
          ? RuleChain(prioritized: group.rules, policy: group.policy)
          : RuleChain(group.rules, policy: group.policy)
        return ReachGroup(key, chain, origin: Origin(line: group.line))
      }
    }
  }
}

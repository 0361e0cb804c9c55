import Exposure

/// Reads the permanent configuration of firewalld: zones and policies (firewalld.zone(5), firewalld.policy(5)).
public enum Firewalld {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: a zone or a policy.
  ///   - name: the zone's or the policy's, which is that of its file.
  ///   - file: gives the content of another file of the configuration, such as `services/web.xml` or
  ///     `ipsets/blocked.xml`; `nil` where there is none.
  public static func parse(
    _ bytes: [UInt8], name: String = "", file: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> FirewallRuleset {
    var ruleset = FirewallRuleset()
    ruleset.families = [.ipv4, .ipv6]
    do throws(XMLDocumentReader.Problem) {
      let root = try XMLDocumentReader.read(bytes)
      guard root.name == "zone" || root.name == "policy" else {
        ruleset.diagnostics = [Diagnostic(.syntax, Origin(line: root.line), "<\(root.name)> is no zone and no policy")]
        return ruleset
      }
      let settings = file("firewalld.conf").map { FirewalldSettings($0) }
      var reader = FirewalldReader(root: root, name: name, defaultZone: settings?.defaultZone ?? "public", file: file)
      return reader.read()
    } catch {
      ruleset.diagnostics = [Diagnostic(.syntax, Origin(line: error.line), error.message)]
      return ruleset
    }
  }
}

/// Turns a zone or a policy into chains.
///
/// Rules are met in this order: rich rules with a negative priority, then of the others first those that refuse, then
/// those that allow with the plain services and ports, then rich rules with a positive priority, then the target
/// (firewalld.richlanguage(5), "Information about logging and actions", "priority").
struct FirewalldReader {
  private let root: XMLNode
  private let file: (String) -> [UInt8]?
  private var diagnostics: [Diagnostic] = []
  private var rules: [(priority: Int, isAllowing: Bool, rule: Rule)] = []
  private var denials: [Origin: String] = [:]
  private var translations: [NATRule] = []

  private let isDefault: Bool

  init(root: XMLNode, name: String, defaultZone: String, file: @escaping (String) -> [UInt8]?) {
    self.root = root
    self.file = file
    isDefault = name.isEmpty || name == defaultZone
  }

  mutating func read() -> FirewallRuleset {
    let target = root["target"] ?? (root.name == "zone" ? "default" : "CONTINUE")
    if target == "default" || target == "{chain}_{zone}" { allowICMP() }
    for child in root.children { plain(child) }
    for rich in root.all("rule") { read(rich) }
    return ruleset(target)
  }

  private mutating func allowICMP() {
    let boxes = AddressFamily.allCases.map { family in
      let number = family == .ipv4 ? IPProtocol.icmp : IPProtocol.icmpv6
      return TrafficBox(families: [family], protocols: ProtocolSet(members: [number]))
    }
    rules.append((0, true, Rule(TrafficSet(boxes), action: .accept, origin: Origin(line: root.line))))
  }

  private static let harmless: Set<String> = [
    "short", "description", "interface", "source", "rule", "ingress-zone", "egress-zone", "forward", "masquerade",
  ]

  /// A service, port or protocol of the zone itself.
  private mutating func plain(_ node: XMLNode) {
    if Self.harmless.contains(node.name) { return }
    if node.name == "icmp-block" {
      add(element(node).map { ($0, [] as [Condition]) } ?? unread(node), .reject, 0, node)
    } else if node.name == "icmp-block-inversion" {
      diagnostics.append(
        Diagnostic(.unsupported, Origin(line: node.line), "an inversion of ICMP blocks is not modelled"))
    } else if node.name == "forward-port" {
      translate(node, within: .all)
    } else {
      add(element(node).map { ($0, []) } ?? unread(node), .accept, 0, node)
    }
  }

  private mutating func unread(_ node: XMLNode) -> (TrafficSet, [Condition]) {
    let name = node["name"] ?? node["port"] ?? node["value"] ?? ""
    if node.name != "service" {
      diagnostics.append(Diagnostic(.syntax, Origin(line: node.line), "<\(node.name)> \(name) cannot be read"))
    }
    return (.all, [Condition(.unknown, "\(node.name) \(name)")])
  }

  /// The packets of an element; `nil` when they are not known here.
  private func element(_ node: XMLNode) -> TrafficSet? {
    switch node.name {
    case "service": return service(node["name"] ?? "", depth: 0)
    case "port", "source-port":
      guard let ports = node["port"].flatMap({ ServiceText.ports($0, separator: "-") }),
        let number = node["protocol"].flatMap({ IPProtocol.number($0) })
      else { return nil }
      var box = TrafficBox(protocols: ProtocolSet(members: [number]))
      if node.name == "port" { box.destinationPorts = PortSet(ports) } else { box.sourcePorts = PortSet(ports) }
      return TrafficSet(box)
    case "protocol":
      return node["value"].flatMap { IPProtocol.number($0) }
        .map { TrafficSet(TrafficBox(protocols: ProtocolSet(members: [$0]))) }
    case "icmp-block", "icmp-type":
      let boxes = AddressFamily.allCases.compactMap { family -> TrafficBox? in
        guard let types = node["name"].flatMap({ ServiceText.icmpTypes($0, family) }) else { return nil }
        let number = family == .ipv4 ? IPProtocol.icmp : IPProtocol.icmpv6
        return TrafficBox(
          families: [family], protocols: ProtocolSet(members: [number]), icmpTypes: IntervalSet<UInt16>(types))
      }
      return boxes.isEmpty ? nil : TrafficSet(boxes)
    default: return nil
    }
  }

  /// A service of the configuration's own comes before one of firewalld's.
  private func service(_ name: String, depth: Int) -> TrafficSet? {
    if let bytes = file("services/\(name).xml"), depth < 4 {
      guard let root = try? XMLDocumentReader.read(bytes), root.name == "service" else { return nil }
      var parts: [TrafficSet] = []
      for child in root.children where ["port", "protocol", "source-port", "include"].contains(child.name) {
        let part = child.name == "include" ? service(child["service"] ?? "", depth: depth + 1) : element(child)
        guard let part else { return nil }
        parts.append(part)
      }
      let whole = TrafficSet.union(of: parts)
      guard let destination = root.all("destination").first else { return whole }
      let texts = ["ipv4", "ipv6"].compactMap { destination[$0] }
      let read = PolicyPeers.addresses(texts)
      return read.unread == nil ? whole.intersection(TrafficSet(TrafficBox(destinations: read.set))) : nil
    }
    return FirewalldServices.boxes(name).map { TrafficSet($0) }
  }
}

extension FirewalldReader {
  private mutating func add(_ match: (TrafficSet, [Condition]), _ action: Rule.Action, _ priority: Int, _ node: XMLNode)
  {
    let origin = Origin(line: node.line)
    rules.append(
      (priority, action == .accept, Rule(match.0, conditions: match.1, action: action, origin: origin)))
    if action == .drop || action == .reject { denials[origin] = Self.text(node) }
  }

  /// `<source address="…"/> <drop/>`, on one line.
  private static func text(_ node: XMLNode) -> String {
    let parts = node.children.isEmpty ? [node] : node.children
    return parts.map { part in
      let attributes = part.attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
      return "<\(part.name)\(attributes)/>"
    }.joined(separator: " ")
  }

  /// A rich rule.
  private mutating func read(_ rule: XMLNode) {
    var traffic = TrafficSet.all
    var conditions: [Condition] = []
    if let family = rule["family"] { traffic = .all(family == "ipv6" ? .ipv6 : .ipv4) }
    var action: Rule.Action?
    for child in rule.children {
      switch child.name {
      case "source": traffic = traffic.intersection(side(child, isSource: true, &conditions))
      case "destination": traffic = traffic.intersection(side(child, isSource: false, &conditions))
      case "accept": action = .accept
      case "drop": action = .drop
      case "reject": action = .reject
      case "mark", "log", "nflog", "audit", "masquerade", "tcp-mss-clamp": break
      case "forward-port": translate(child, within: traffic)
      case "icmp-block":
        let match = element(child).map { ($0, [] as [Condition]) } ?? unread(child)
        traffic = traffic.intersection(match.0)
        conditions += match.1
        action = .reject
      default:
        let match = element(child).map { ($0, [] as [Condition]) } ?? unread(child)
        traffic = traffic.intersection(match.0)
        conditions += match.1
      }
      // A limit says how often, not whether.
      if child.all("limit").first != nil, ["accept", "drop", "reject"].contains(child.name) {
        conditions.append(Condition(.intermittent, "limit"))
      }
    }
    guard let action else { return }
    add((traffic, Set(conditions).sorted()), action, rule["priority"].flatMap { Int($0) } ?? 0, rule)
  }

  private mutating func side(_ node: XMLNode, isSource: Bool, _ conditions: inout [Condition]) -> TrafficSet {
    let isInverted = ["true", "yes", "1"].contains(node["invert"]?.lowercased() ?? "")
    guard let text = node["address"] else {
      if let name = node["ipset"], let set = ipset(name) { return box(set, isSource, isInverted) }
      let term = node["ipset"].map { "ipset \($0)" } ?? node["mac"].map { "mac \($0)" } ?? "\(node.name)"
      conditions.append(Condition(.unknown, "\(isInverted ? "not " : "")\(term)"))
      return .all
    }
    guard let range = AddressText.range(text) else {
      diagnostics.append(Diagnostic(.syntax, Origin(line: node.line), "the address \(text) cannot be read"))
      conditions.append(Condition(.unknown, "address \(text)"))
      return .all
    }
    return box(AddressSet(range), isSource, isInverted, family: range.family)
  }

  private func box(
    _ set: AddressSet, _ isSource: Bool, _ isInverted: Bool, family: AddressFamily? = nil
  ) -> TrafficSet {
    let families: Set<AddressFamily> = family.map { [$0] } ?? [.ipv4, .ipv6]
    let addresses = isInverted ? set.complement : set
    return TrafficSet(
      isSource
        ? TrafficBox(families: families, sources: addresses) : TrafficBox(families: families, destinations: addresses))
  }

  /// The entries of a set that stands in the configuration; the kernel may hold more of one that is filled elsewhere.
  private func ipset(_ name: String) -> AddressSet? {
    guard let bytes = file("ipsets/\(name).xml"), let root = try? XMLDocumentReader.read(bytes), root.name == "ipset",
      root["type"] == "hash:ip" || root["type"] == "hash:net"
    else { return nil }
    var ranges: [AddressRange] = []
    for entry in root.all("entry") {
      guard let range = AddressText.range(entry.text.filter { !$0.isWhitespace }) else { return nil }
      ranges.append(range)
    }
    return AddressSet(ranges)
  }

  private mutating func translate(_ node: XMLNode, within traffic: TrafficSet) {
    guard let ports = node["port"].flatMap({ ServiceText.ports($0, separator: "-") }),
      let number = node["protocol"].flatMap({ IPProtocol.number($0) })
    else {
      diagnostics.append(Diagnostic(.syntax, Origin(line: node.line), "<forward-port> cannot be read"))
      return
    }
    let address = node["to-addr"] ?? ""
    let box = TrafficBox(protocols: ProtocolSet(members: [number]), destinationPorts: PortSet(ports))
    translations.append(
      NATRule(
        origin: Origin(line: node.line), kind: address.isEmpty ? .redirect : .dnat,
        traffic: traffic.intersection(TrafficSet(box)),
        target: [address, node["to-port"] ?? ""].filter { !$0.isEmpty }.joined(separator: ":")))
  }

  /// The packets that are not of this zone: a packet belongs to the zone of its source, else to that of its interface,
  /// else to the default zone (firewalld.zone(5)). `nil` where every packet may be of it.
  private func outside() -> TrafficSet? {
    let interfaces = root.all("interface").compactMap { $0["name"] }
    let sources = root.all("source")
    guard !isDefault, !interfaces.isEmpty || !sources.isEmpty else { return nil }
    var own: [TrafficSet] = interfaces.compactMap { name in
      let set = name.hasSuffix("+") ? InterfaceSet(prefix: String(name.dropLast())) : InterfaceSet(name: name)
      return set.map { TrafficSet(TrafficBox(inInterfaces: $0)) }
    }
    for source in sources {
      if let range = source["address"].flatMap({ AddressText.range($0) }) {
        own.append(box(AddressSet(range), true, false, family: range.family))
      } else if let set = source["ipset"].flatMap({ ipset($0) }) {
        own.append(box(set, true, false))
      } else {
        // A set that is filled elsewhere, or a MAC address, may be anybody's.
        return nil
      }
    }
    return TrafficSet.union(of: own).complement
  }

  private func ruleset(_ target: String) -> FirewallRuleset {
    var ruleset = FirewallRuleset()
    ruleset.families = [.ipv4, .ipv6]
    ruleset.diagnostics = diagnostics.sorted { $0.origin < $1.origin }
    ruleset.natRules = translations
    let isPolicy = root.name == "policy"
    let zones = root.all("egress-zone").compactMap { $0["name"] }
    let hooks: [Hook] =
      !isPolicy
      ? [.input]
      : zones.contains("HOST")
        ? [.input] : root.all("ingress-zone").contains { $0["name"] == "HOST" } ? [.output] : [.forward]
    let key = "\(root.name)/rules"
    let order = rules.indices.sorted { left, right in
      (rules[left].priority, rules[left].isAllowing ? 1 : 0, left)
        < (rules[right].priority, rules[right].isAllowing ? 1 : 0, right)
    }
    // What a policy leaves undecided goes on to the zones, which are files of their own.
    let policy: RuleChain.Policy = target == "ACCEPT" || (isPolicy && target == "CONTINUE") ? .accept : .drop
    // What belongs to another zone is not let in by this one.
    let foreign = isPolicy ? [] : outside().map { [Rule($0, action: .drop, origin: Origin(line: root.line))] } ?? []
    ruleset.list.chains[key] = RuleChain(
      foreign + order.map { rules[$0].rule }, policy: policy, policyOrigin: Origin(line: root.line))
    for hook in hooks {
      ruleset.bases[hook] = [key]
      ruleset.policies.append(
        ChainPolicy(
          hook: hook, table: root.name, chain: "rules", policy: policy, origin: Origin(line: root.line)))
    }
    ruleset.denyRules = order.map { rules[$0].rule }.filter(\.denies).map { rule in
      DenyRule(
        origin: rule.origin, chain: key, text: denials[rule.origin] ?? "deny", traffic: rule.traffic,
        isConditional: !rule.conditions.isEmpty)
    }
    return ruleset
  }
}

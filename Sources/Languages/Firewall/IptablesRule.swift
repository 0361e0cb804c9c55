import Exposure

/// A rule with its target still a name, for chains may be declared later than they are named.
struct IptablesRule {
  /// The rule without its command and chain.
  let words: [String]
  /// Its match; the action is settled when all chains are known.
  var rule: Rule
  var target: String?
  var isGoto = false
  /// The target's options, as written.
  var targetText = ""

  /// How the rule redirects connections, if it does.
  var translation: NATRule.Kind? {
    switch target {
    case "DNAT", "NETMAP": .dnat
    case "REDIRECT": .redirect
    default: nil
    }
  }
}

/// Reads the words of one rule (iptables(8), iptables-extensions(8)).
///
/// A match that is not known makes the rule conditional: its words become an opaque term. So does a known
/// match with a value that cannot be read, and a diagnostic says so.
struct IptablesRuleParser {
  private let words: [String]
  private let family: AddressFamily
  private let origin: Origin
  private(set) var diagnostics: [Diagnostic] = []

  private var place = 0
  private var box: TrafficBox
  /// For `--ports`, which asks for one port or the other and so is no box.
  private var eitherPort: PortSet?
  private var states = ConnectionStates.all
  private var conditions: [Condition] = []
  private var opaque: [String] = []
  private var isImpossible = false
  private var rule: IptablesRule

  init(_ words: [String], family: AddressFamily, line: Int) {
    self.words = words
    self.family = family
    origin = Origin(line: line)
    box = TrafficBox(
      families: [family], sources: .all(family), destinations: .all(family))
    rule = IptablesRule(words: words, rule: Rule(.none, action: .continue, origin: origin))
  }

  /// Matches that say nothing by their name alone: all they ask is in their options.
  private static let transparent: Set<String> = [
    "tcp", "udp", "udplite", "sctp", "dccp", "icmp", "icmp6", "icmpv6", "ipv6-icmp", "multiport", "state",
    "conntrack", "comment", "iprange",
  ]

  /// Matches that hold for some packets of every flow.
  private static let rates: Set<String> = [
    "limit", "hashlimit", "connlimit", "statistic", "quota", "connbytes",
  ]

  mutating func parse() -> IptablesRule {
    while place < words.count {
      var isNegated = false
      if words[place] == "!" {
        isNegated = true
        place += 1
      }
      guard place < words.count else {
        complain("nothing follows the negation")
        break
      }
      let option = words[place]
      place += 1
      if !header(option, isNegated), !transport(option, isNegated), !tracking(option, isNegated) {
        unknown(option, isNegated)
      }
    }
    closeTerm()
    rule.rule = Rule(
      traffic(), states: states, conditions: Set(conditions).sorted(), action: .continue, origin: origin)
    return rule
  }

  private func traffic() -> TrafficSet {
    if isImpossible { return .none }
    guard let eitherPort else { return TrafficSet(box) }
    var first = box
    first.sourcePorts = box.sourcePorts.intersection(eitherPort)
    var second = box
    second.destinationPorts = box.destinationPorts.intersection(eitherPort)
    return TrafficSet([first, second])
  }

  /// Options of the IP header and of the rule itself.
  private mutating func header(_ option: String, _ isNegated: Bool) -> Bool {
    switch option {
    case "-s", "--source", "--src":
      if let set = addresses(option, isNegated) { box.sources = box.sources.intersection(set) }
    case "-d", "--destination", "--dst":
      if let set = addresses(option, isNegated) { box.destinations = box.destinations.intersection(set) }
    case "--src-range":
      if let set = addresses(option, isNegated) { box.sources = box.sources.intersection(set) }
    case "--dst-range":
      if let set = addresses(option, isNegated) { box.destinations = box.destinations.intersection(set) }
    case "-p", "--protocol", "--proto": readProtocol(option, isNegated)
    case "-i", "--in-interface":
      if let set = interfaces(option, isNegated) { box.inInterfaces = box.inInterfaces.intersection(set) }
    case "-o", "--out-interface":
      if let set = interfaces(option, isNegated) { box.outInterfaces = box.outInterfaces.intersection(set) }
    case "-j", "--jump", "-g", "--goto": readTarget(option)
    case "-m", "--match": readModule(option)
    case "-c", "--set-counters": place = min(place + 2, words.count)
    case "-4", "--ipv4": isImpossible = isImpossible || family != .ipv4
    case "-6", "--ipv6": isImpossible = isImpossible || family != .ipv6
    case "--comment": _ = argument(option)
    default: return false
    }
    return true
  }

  /// Options of the transport protocols.
  private mutating func transport(_ option: String, _ isNegated: Bool) -> Bool {
    switch option {
    case "--sport", "--source-port", "--sports", "--source-ports":
      if let set = ports(option, isNegated) { box.sourcePorts = box.sourcePorts.intersection(set) }
    case "--dport", "--destination-port", "--dports", "--destination-ports":
      if let set = ports(option, isNegated) { box.destinationPorts = box.destinationPorts.intersection(set) }
    case "--ports":
      guard let set = ports(option, false) else { return true }
      if isNegated {
        box.sourcePorts = box.sourcePorts.subtracting(set)
        box.destinationPorts = box.destinationPorts.subtracting(set)
      } else {
        eitherPort = set
      }
    case "--icmp-type", "--icmpv6-type": readICMPType(option, isNegated)
    case "--syn":
      // SYN without RST, ACK and FIN: what opens a connection.
      restrictToOpening(matches: !isNegated)
    case "--tcp-flags": readFlags(option, isNegated)
    default: return false
    }
    return true
  }

  private mutating func tracking(_ option: String, _ isNegated: Bool) -> Bool {
    guard option == "--state" || option == "--ctstate" else { return false }
    guard let text = argument(option) else { return true }
    var named: ConnectionStates = []
    for name in text.split(separator: ",") {
      guard let state = ServiceText.state(name) else {
        // SNAT and DNAT are states of the translation, not of the connection.
        condition("\(isNegated ? "! " : "")\(option) \(text)")
        return true
      }
      named.insert(state)
    }
    if text == "UNTRACKED", !isNegated {
      // Whether the first packet of a connection is tracked is for a rule of another table to say.
      condition("\(option) \(text)")
      return true
    }
    states.formIntersection(isNegated ? ConnectionStates.all.subtracting(named) : named)
    return true
  }

  private mutating func readProtocol(_ option: String, _ isNegated: Bool) {
    guard let name = argument(option) else { return }
    if name == "all" || name == "0" { return }
    guard let number = IPProtocol.number(name) else {
      return unreadable("protocol", name)
    }
    let set = ProtocolSet(members: [number])
    box.protocols = box.protocols.intersection(isNegated ? set.complement : set)
  }

  private mutating func readICMPType(_ option: String, _ isNegated: Bool) {
    guard let text = argument(option) else { return }
    guard let types = ServiceText.icmpTypes(text, family) else { return unreadable("ICMP type", text) }
    let set = IntervalSet<UInt16>(types)
    // The option comes with `-p icmp`; "any" must not lift that.
    let number = family == .ipv4 ? IPProtocol.icmp : IPProtocol.icmpv6
    box.protocols = box.protocols.intersection(ProtocolSet(members: [number]))
    box.icmpTypes = box.icmpTypes.intersection(isNegated ? set.complement : set)
  }

  private mutating func readFlags(_ option: String, _ isNegated: Bool) {
    guard let mask = argument(option), let set = argument(option) else { return }
    guard let examined = ServiceText.tcpFlags(mask.split(separator: ",")),
      let wanted = ServiceText.tcpFlags(set.split(separator: ","))
    else { return unreadable("TCP flags", "\(mask) \(set)") }
    restrictToOpening(matches: (ServiceText.openingFlags & examined == wanted) != isNegated)
  }

  private mutating func restrictToOpening(matches: Bool) {
    box.protocols = box.protocols.intersection(ProtocolSet(members: [IPProtocol.tcp]))
    if !matches { isImpossible = true }
  }

  private mutating func readTarget(_ option: String) {
    guard let name = argument(option) else { return }
    closeTerm()
    rule.target = name
    rule.isGoto = option == "-g" || option == "--goto"
  }

  private mutating func readModule(_ option: String) {
    guard let name = argument(option) else { return }
    if Self.rates.contains(name) {
      conditions.append(Condition(.intermittent, name))
      skipRateOptions()
    } else if !Self.transparent.contains(name) {
      opaque = ["-m", name]
    }
  }

  /// The options of a rate match change how often it holds, not whether it ever does.
  private mutating func skipRateOptions() {
    while place < words.count {
      let next = words[place] == "!" && place + 1 < words.count ? words[place + 1] : words[place]
      guard next.hasPrefix("--"), !Self.isKnown(next) else { return }
      place += words[place] == "!" ? 2 : 1
      skipArguments()
    }
  }

  private static func isKnown(_ option: String) -> Bool {
    [
      "--source", "--src", "--destination", "--dst", "--protocol", "--proto", "--in-interface",
      "--out-interface", "--jump", "--goto", "--match", "--comment", "--sport", "--dport", "--sports",
      "--dports", "--ports", "--source-port", "--destination-port", "--source-ports", "--destination-ports",
      "--icmp-type", "--icmpv6-type", "--syn", "--tcp-flags", "--state", "--ctstate", "--src-range",
      "--dst-range", "--set-counters",
    ].contains(option)
  }

  /// An option that this parser does not know: of the target after `-j`, otherwise of a match.
  private mutating func unknown(_ option: String, _ isNegated: Bool) {
    let start = place
    skipArguments()
    let text = ([isNegated ? "!" : "", option] + words[start..<place]).filter { !$0.isEmpty }
    if rule.target != nil {
      rule.targetText += (rule.targetText.isEmpty ? "" : " ") + text.joined(separator: " ")
    } else if !option.hasPrefix("-") {
      complain("unexpected word \(option)")
      condition(option)
    } else {
      opaque += text
    }
  }

  private mutating func skipArguments() {
    while place < words.count, !words[place].hasPrefix("-"), words[place] != "!" { place += 1 }
  }
}

extension IptablesRuleParser {
  private mutating func argument(_ option: String) -> String? {
    closeTerm()
    guard place < words.count else {
      complain("\(option) has no value")
      condition(option)
      return nil
    }
    defer { place += 1 }
    return words[place]
  }

  private mutating func addresses(_ option: String, _ isNegated: Bool) -> AddressSet? {
    guard let text = argument(option) else { return nil }
    var ranges: [AddressRange] = []
    for part in text.split(separator: ",") {
      guard let range = AddressText.range(part), range.family == family else {
        unreadable("address", text)
        return nil
      }
      ranges.append(range)
    }
    let set = AddressSet(ranges)
    return isNegated ? set.complement.intersection(.all(family)) : set
  }

  private mutating func interfaces(_ option: String, _ isNegated: Bool) -> InterfaceSet? {
    guard let text = argument(option) else { return nil }
    let set =
      text.hasSuffix("+") ? InterfaceSet(prefix: String(text.dropLast())) : InterfaceSet(name: text)
    guard let set else {
      unreadable("interface", text)
      return nil
    }
    return isNegated ? set.complement : set
  }

  private mutating func ports(_ option: String, _ isNegated: Bool) -> PortSet? {
    guard let text = argument(option) else { return nil }
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",") {
      guard let range = ServiceText.ports(String(part), separator: ":") else {
        unreadable("port", text)
        return nil
      }
      ranges.append(range)
    }
    // A port option asks for a protocol with ports even where it names all of them.
    box.protocols = box.protocols.intersection(IPProtocol.withPorts)
    let set = PortSet(ranges)
    return isNegated ? set.complement : set
  }

  /// Ends the collection of an unknown match's words.
  private mutating func closeTerm() {
    if !opaque.isEmpty { condition(opaque.joined(separator: " ")) }
    opaque = []
  }

  private mutating func condition(_ term: String) {
    conditions.append(Condition(.unknown, term))
  }

  private mutating func unreadable(_ what: String, _ text: String) {
    complain("the \(what) \(text) cannot be read")
    condition("\(what) \(Unresolved.shown(text))")
  }

  private mutating func complain(_ message: String) {
    diagnostics.append(Diagnostic(.syntax, origin, message))
  }
}

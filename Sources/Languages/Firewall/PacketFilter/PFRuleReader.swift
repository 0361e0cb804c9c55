import Exposure

/// Reads one `pass`, `block` or `match` (pf.conf(5), "PACKET FILTERING", "PARAMETERS").
struct PFRuleReader {
  struct Directed {
    let hook: Hook
    let rule: Rule
  }

  private let words: [String]
  private let origin: Origin
  private let tables: [String: PFCompiler.PFTable]
  private var place = 1
  private(set) var isQuick = false
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var translation: (kind: NATRule.Kind, text: String)?

  private var hooks: [Hook] = [.input, .output]
  private var interfaces = InterfaceSet.all
  private var families: Set<AddressFamily> = [.ipv4, .ipv6]
  private var protocols = ProtocolSet.full
  private var sources = AddressSet.all
  private var destinations = AddressSet.all
  private var sourcePorts = PortSet.full
  private var destinationPorts = PortSet.full
  private var icmpTypes: [AddressFamily: IntervalSet<UInt16>] = [:]
  private var conditions: [Condition] = []
  private var isImpossible = false

  init(_ statement: PFStatement, tables: [String: PFCompiler.PFTable]) {
    words = statement.words
    origin = statement.origin
    self.tables = tables
  }

  mutating func rules() -> [Directed] {
    while place < words.count { readPart() }
    let boxes = families.sorted().compactMap { family -> TrafficBox? in
      var box = TrafficBox(
        families: [family], sources: sources, destinations: destinations, protocols: protocols,
        sourcePorts: sourcePorts, destinationPorts: destinationPorts)
      if !icmpTypes.isEmpty {
        guard let types = icmpTypes[family] else { return nil }
        box.icmpTypes = types
      }
      return box
    }
    let action: Rule.Action = words[0] == "pass" ? .accept : words[0] == "block" ? .drop : .continue
    return hooks.map { hook in
      let traffic = TrafficSet(
        isImpossible
          ? []
          : boxes.map { box in
            var box = box
            if hook == .input { box.inInterfaces = interfaces } else { box.outInterfaces = interfaces }
            return box
          })
      return Directed(
        hook: hook, rule: Rule(traffic, conditions: Set(conditions).sorted(), action: action, origin: origin))
    }
  }

  /// Words that say how a rule does what it does, with the number of words that belong to each.
  private static let options: [String: Int] = [
    "drop": 0, "return": 0, "return-rst": 0, "return-icmp": 0, "return-icmp6": 0, "all": 0, "fragment": 0,
    "allow-opts": 0, "once": 0, "keep": 1, "modulate": 1, "synproxy": 1, "no": 1, "label": 1, "tag": 1,
    "queue": 1, "set": 2, "probability": 1, "rtable": 1, "tos": 1, "max-mss": 1, "nat-to": 1, "route-to": 1,
    "reply-to": 1, "dup-to": 1, "fastroute": 0, "sticky-address": 0, "static-port": 0, "af-to": 1, "ridentifier": 1,
    "scrub": 0, "prio": 1, "received-on": 1, "divert-packet": 0,
  ]

  private mutating func readPart() {
    let word = words[place]
    place += 1
    switch word {
    case "in": hooks = [.input]
    case "out": hooks = [.output]
    case "quick": isQuick = true
    case "log": skipGroup()
    case "on": readInterfaces()
    case "inet": families.formIntersection([.ipv4])
    case "inet6": families.formIntersection([.ipv6])
    case "proto": readProtocols()
    case "from": readHosts(isSource: true)
    case "to": readHosts(isSource: false)
    case "port": _ = readPorts().map { destinationPorts = destinationPorts.intersection($0) }
    case "icmp-type", "icmp6-type": readTypes(word == "icmp-type" ? .ipv4 : .ipv6)
    case "flags": readFlags()
    case "user", "group", "tagged", "os", "divert-to":
      condition("\(word) \(take().joined(separator: " "))")
    case "rdr-to":
      let target = take().joined(separator: " ")
      var text = target
      if place + 1 < words.count, words[place] == "port" {
        text += " port \(words[place + 1])"
        place += 2
      }
      let isHere = target.hasPrefix("127.") || target.hasPrefix("lo") || target.hasPrefix("::1")
      translation = (isHere ? .redirect : .dnat, text)
    case "state": skipGroup()
    case "(": skipParenthesis()
    case _ where Self.options[word] != nil:
      if word == "probability" { conditions.append(Condition(.intermittent, "probability")) }
      if word == "fragment" { condition("fragment") }
      for _ in 0..<(Self.options[word] ?? 0) where place < words.count { _ = take() }
      skipGroup()
    default:
      diagnostics.append(Diagnostic(.syntax, origin, "unknown word \(word)"))
      condition(word)
    }
  }

  private mutating func condition(_ term: String) { conditions.append(Condition(.unknown, term)) }

  /// One word, or the words of a list in braces.
  private mutating func take() -> [String] {
    guard place < words.count else { return [] }
    if words[place] == "(" {
      // `(egress:0)`: the address that the interface has at the time.
      let end = words[place...].firstIndex(of: ")") ?? words.count
      defer { place = min(end + 1, words.count) }
      return Array(words[min(place + 1, end)..<end])
    }
    guard words[place] == "{" else {
      place += 1
      return [words[place - 1]]
    }
    let start = place + 1
    // A macro within a list may be a list itself.
    var depth = 0
    repeat {
      if words[place] == "{" { depth += 1 }
      if words[place] == "}" { depth -= 1 }
      place += 1
    } while depth > 0 && place < words.count
    return words[min(start, place)..<max(start, place - 1)].filter { $0 != "{" && $0 != "}" }
  }

  private mutating func skipGroup() {
    if place < words.count, words[place] == "(" {
      place += 1
      skipParenthesis()
    }
  }

  private mutating func skipParenthesis() {
    var depth = 1
    while place < words.count, depth > 0 {
      if words[place] == "(" { depth += 1 }
      if words[place] == ")" { depth -= 1 }
      place += 1
    }
  }

  /// The interface of that name, or those of a group: `egress` is known by no name, `em` is every `em0`, `em1`, ….
  /// The loopback is `lo0` here.
  static func interfaces(_ name: String) -> InterfaceSet? {
    if name == "lo" || name == "lo0" { return .loopback }
    return name.last?.isNumber == true ? InterfaceSet(name: name) : name == "egress" ? nil : InterfaceSet(prefix: name)
  }

  private mutating func readInterfaces() {
    var isNegated = false
    if place < words.count, words[place] == "!" {
      isNegated = true
      place += 1
    }
    var set = InterfaceSet(points: IntervalSet())
    for name in take() {
      let plain = name.hasPrefix("!") ? String(name.dropFirst()) : name
      if plain == "any" {
        set = .all
        continue
      }
      guard let one = Self.interfaces(plain) else {
        condition("on \(name)")
        set = .all
        continue
      }
      set = set.union(name.hasPrefix("!") ? one.complement : one)
    }
    interfaces = interfaces.intersection(isNegated ? set.complement : set)
  }

  private mutating func readProtocols() {
    var numbers: [UInt8] = []
    for name in take() {
      guard let number = IPProtocol.number(name == "icmp6" ? "icmpv6" : name) else {
        diagnostics.append(Diagnostic(.syntax, origin, "the protocol \(name) cannot be read"))
        return condition("proto \(name)")
      }
      numbers.append(number)
    }
    protocols = protocols.intersection(ProtocolSet(members: numbers))
  }

  private mutating func readHosts(isSource: Bool) {
    var set = AddressSet.none
    var holes = AddressSet.none
    var isWhole = false
    var isNegated = false
    if place < words.count, words[place] == "!" {
      isNegated = true
      place += 1
    }
    if place < words.count, words[place] == "port" {
      isWhole = true
    } else if place < words.count, words[place] == "(" {
      // An interface in parentheses is its address, whatever it is by then.
      place += 1
      let start = place
      skipParenthesis()
      condition("\(isSource ? "from" : "to") (\(words[start..<max(start, place - 1)].joined(separator: " ")))")
      isWhole = true
    } else {
      var isHole = false
      for word in take() {
        if word == "!" {
          isHole = true
          continue
        }
        let text = word.hasPrefix("!") ? String(word.dropFirst()) : word
        let hosts = hosts(text, isSource)
        if isHole || word.hasPrefix("!") { holes = holes.union(hosts ?? .none) } else { set = set.union(hosts ?? .all) }
        isHole = false
      }
      if set.isEmpty, !holes.isEmpty { set = .all }
    }
    var whole = isWhole ? AddressSet.all : set.subtracting(holes)
    if isNegated { whole = whole.complement }
    if isSource { sources = sources.intersection(whole) } else { destinations = destinations.intersection(whole) }
    if place < words.count, words[place] == "port" {
      place += 1
      if let ports = readPorts() {
        if isSource {
          sourcePorts = sourcePorts.intersection(ports)
        } else {
          destinationPorts = destinationPorts.intersection(ports)
        }
      }
    }
    if place + 1 < words.count, words[place] == "os" {
      place += 1
      condition("os \(take().joined(separator: " "))")
    }
  }

  /// The addresses of one word; `nil` where they are not known here, with a condition that says so.
  private mutating func hosts(_ text: String, _ isSource: Bool) -> AddressSet? {
    let word = isSource ? "from" : "to"
    if text == "any" { return .all }
    if text.hasPrefix("<") {
      let name = text.filter { !"<>".contains($0) }
      guard let table = tables[name], !table.isOpen else {
        condition("\(word) \(text)")
        return nil
      }
      return AddressSet(table.ranges).subtracting(AddressSet(table.holes))
    }
    if let range = AddressText.range(text) { return AddressSet(range) }
    condition("\(word) \(text)")
    return nil
  }

  /// `22`, `{ 22 80:90 }`, `> 1023`, `!= 22`, `30 >< 40`; `nil` with a condition where it cannot be read.
  private mutating func readPorts() -> PortSet? {
    guard place < words.count else { return nil }
    let comparisons: Set<String> = ["=", "!=", "<", "<=", ">", ">="]
    let first = words[place]
    if comparisons.contains(first), place + 1 < words.count {
      place += 2
      guard let number = ServiceText.port(words[place - 1]) else { return unreadable(words[place - 1]) }
      return Self.compared(first, number)
    }
    if place + 2 < words.count, words[place + 1] == "><" || words[place + 1] == "<>" {
      place += 3
      guard let low = ServiceText.port(first), let high = ServiceText.port(words[place - 1]), low < high else {
        return unreadable(first)
      }
      let inside = high - low > 1 ? PortSet((low + 1)...(high - 1)) : PortSet()
      return words[place - 2] == "><" ? inside : PortSet(low...high).complement
    }
    var set = PortSet()
    var pending: String?
    for word in take() {
      if let sign = pending {
        guard let number = ServiceText.port(word) else { return unreadable(word) }
        set = set.union(Self.compared(sign, number))
        pending = nil
      } else if comparisons.contains(word) {
        pending = word
      } else {
        guard let range = ServiceText.ports(word, separator: ":") else { return unreadable(word) }
        set = set.union(PortSet(range))
      }
    }
    return set
  }

  private mutating func unreadable(_ word: String) -> PortSet? {
    diagnostics.append(Diagnostic(.syntax, origin, "the port \(word) cannot be read"))
    condition("port \(word)")
    return nil
  }

  private static func compared(_ sign: String, _ number: UInt16) -> PortSet {
    switch sign {
    case "=": PortSet(number...number)
    case "!=": PortSet(number...number).complement
    case "<": number == 0 ? PortSet() : PortSet(0...(number - 1))
    case "<=": PortSet(0...number)
    case ">": number == .max ? PortSet() : PortSet((number + 1)...UInt16.max)
    default: PortSet(number...UInt16.max)
    }
  }

  private static let shortTypes = [
    "echoreq": "echo-request", "echorep": "echo-reply", "unreach": "destination-unreachable",
    "squench": "source-quench", "redir": "redirect", "timex": "time-exceeded", "paramprob": "parameter-problem",
    "routersol": "router-solicitation", "routeradv": "router-advertisement", "neighbrsol": "neighbour-solicitation",
    "neighbradv": "neighbour-advertisement", "toobig": "packet-too-big",
  ]

  private mutating func readTypes(_ family: AddressFamily) {
    var ranges: [ClosedRange<UInt16>] = []
    let list = take()
    for name in list {
      guard let types = ServiceText.icmpTypes(Self.shortTypes[name] ?? name, family) else {
        diagnostics.append(Diagnostic(.syntax, origin, "the ICMP type \(name) cannot be read"))
        return condition("icmp-type \(name)")
      }
      ranges.append(types)
    }
    if place + 1 < words.count, words[place] == "code" {
      place += 1
      condition("code \(take().joined(separator: " "))")
    }
    icmpTypes[family] = IntervalSet(ranges)
  }

  /// `flags S/SA`, `flags any`: what a packet that opens a connection looks like.
  private mutating func readFlags() {
    let text = take().first ?? ""
    if text == "any" || text == "/" { return }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return condition("flags \(text)") }
    let mask = parts[1].isEmpty ? "FSRPAUEW" : String(parts[1])
    let isOpening = (mask.contains("S") ? "S" : "") == parts[0]
    guard protocols == ProtocolSet(members: [IPProtocol.tcp]) || isOpening else { return condition("flags \(text)") }
    if !isOpening { isImpossible = true }
  }
}

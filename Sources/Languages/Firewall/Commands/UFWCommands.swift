import Exposure

/// Follows `ufw` commands (ufw(8)): rules in their order, the first that matches decides, then the default policy, which
/// refuses what comes in unless a command says otherwise.
struct UFWCommands {
  private struct Entry {
    let rule: Rule
    /// The rule's words, by which it is deleted.
    let words: [String]
  }

  private var entries: [Hook: [Entry]] = [:]
  private var policies: [Hook: RuleChain.Policy] = [.input: .drop, .forward: .drop, .output: .accept]
  /// Whether `reset` was the last word: it also switches the firewall off (ufw(8)). Scripts that go on after it switch it
  /// on again, here or elsewhere.
  private var isReset = false
  private(set) var isUsed = false
  private(set) var firstLine = 0
  private(set) var problems: [Diagnostic] = []

  /// The profiles that packages bring most often (`ufw app list`).
  private static let profiles: [String: [(UInt8, ClosedRange<UInt16>)]] = [
    "openssh": [(6, 22...22)], "nginx full": [(6, 80...80), (6, 443...443)], "nginx http": [(6, 80...80)],
    "nginx https": [(6, 443...443)], "apache full": [(6, 80...80), (6, 443...443)], "apache": [(6, 80...80)],
    "apache secure": [(6, 443...443)], "www": [(6, 80...80)], "www full": [(6, 80...80), (6, 443...443)],
    "www secure": [(6, 443...443)], "postfix": [(6, 25...25)],
    "samba": [(17, 137...138), (6, 139...139), (6, 445...445)],
    "cups": [(6, 631...631)], "dns": [(6, 53...53), (17, 53...53)],
  ]

  private static let verbs: Set<String> = ["allow", "deny", "reject", "limit"]
  private static let quiet: Set<String> = [
    "status", "logging", "reload", "show", "version", "app", "enable", "help", "--version",
  ]

  mutating func run(_ command: LiteralCommand) {
    isUsed = true
    if firstLine == 0 { firstLine = command.line }
    var words = command.arguments.filter { $0 != "--force" && $0 != "--dry-run" && $0 != "-f" }
    guard let first = words.first?.lowercased() else { return }
    if first == "enable" || !Self.quiet.contains(first) { isReset = first == "reset" }
    switch first {
    case "default": setDefault(words, command)
    case "disable":
      for hook in Hook.allCases { policies[hook] = .accept }
      entries = [:]
    case "reset":
      entries = [:]
      policies = [.input: .drop, .forward: .drop, .output: .accept]
    case _ where Self.quiet.contains(first): break
    default:
      let isRoute = first == "route"
      if isRoute { words.removeFirst() }
      var isDeletion = false
      var position: Int?
      if words.first == "delete" {
        isDeletion = true
        words.removeFirst()
      } else if words.first == "insert", words.count > 1 {
        position = Int(words[1]).map { $0 - 1 }
        words.removeFirst(2)
      } else if words.first == "prepend" {
        position = 0
        words.removeFirst()
      }
      guard let verb = words.first?.lowercased(), Self.verbs.contains(verb) else {
        // A number deletes a rule that stands in no file.
        problems.append(
          Diagnostic(
            .unsupported, Origin(line: command.line),
            "the command ufw \(command.arguments.joined(separator: " ")) is not followed"))
        return
      }
      add(words, isRoute: isRoute, isDeletion: isDeletion, at: position, command)
    }
  }

  private mutating func setDefault(_ words: [String], _ command: LiteralCommand) {
    guard words.count > 1 else { return }
    let policy: RuleChain.Policy
    switch words[1].lowercased() {
    case "allow": policy = .accept
    case "deny", "reject": policy = .drop
    default:
      problems.append(
        Diagnostic(.unsupported, Origin(line: command.line), "the default policy \(words[1]) is not known"))
      return
    }
    switch words.count > 2 ? words[2].lowercased() : "incoming" {
    case "outgoing": policies[.output] = policy
    case "routed": policies[.forward] = policy
    default: policies[.input] = policy
    }
  }

  private mutating func add(
    _ words: [String], isRoute: Bool, isDeletion: Bool, at position: Int?, _ command: LiteralCommand
  ) {
    var reader = UFWRuleWords(Array(words.dropFirst()), profiles: Self.profiles)
    reader.read()
    let hook: Hook = isRoute ? .forward : reader.isOutgoing ? .output : .input
    let action: Rule.Action
    switch words[0].lowercased() {
    case "allow", "limit": action = .accept
    case "reject": action = .reject
    default: action = .drop
    }
    let rule = Rule(
      reader.traffic(hook), conditions: Set(reader.conditions).sorted(), action: action,
      origin: Origin(line: command.line))
    if isDeletion {
      guard let place = entries[hook]?.firstIndex(where: { $0.words == words }) else {
        // What another file allowed and this one takes away opens nothing.
        if action == .accept { return }
        problems.append(
          Diagnostic(
            .unsupported, Origin(line: command.line),
            "deletes a rule that is not of this file: \(words.joined(separator: " "))"))
        return
      }
      entries[hook]?.remove(at: place)
      return
    }
    let count = entries[hook]?.count ?? 0
    entries[hook, default: []].insert(Entry(rule: rule, words: words), at: min(max(position ?? count, 0), count))
  }

  var groups: [ReachGroup] {
    guard isUsed else { return [] }
    return Hook.allCases.compactMap { hook in
      let rules = (entries[hook] ?? []).map(\.rule)
      let policy = isReset ? .accept : policies[hook] ?? .drop
      // What was not spoken of is as it always is.
      if rules.isEmpty, hook != .input, policy == (hook == .output ? .accept : .drop) { return nil }
      return ReachGroup(
        ReachGroup.Key(.hostFirewall, hook == .output ? .egress : .ingress, "ufw \(hook.rawValue)"),
        RuleChain(rules, policy: policy), origin: Origin(line: firstLine))
    }
  }
}

/// The words of one rule of ufw: `22/tcp`, `OpenSSH`, or `from 10.0.0.0/8 to any port 5432 proto tcp`.
struct UFWRuleWords {
  private let words: [String]
  private let profiles: [String: [(UInt8, ClosedRange<UInt16>)]]
  private var place = 0
  private(set) var isOutgoing = false
  private(set) var conditions: [Condition] = []
  private var box = TrafficBox()
  private var services: [(UInt8, ClosedRange<UInt16>)]?
  private var interface: InterfaceSet?
  private var number: UInt8?
  private var ports: PortSet?
  private var sourcePorts: PortSet?

  init(_ words: [String], profiles: [String: [(UInt8, ClosedRange<UInt16>)]]) {
    self.words = words
    self.profiles = profiles
  }

  mutating func read() {
    while place < words.count {
      let word = words[place]
      place += 1
      switch word.lowercased() {
      case "in": isOutgoing = false
      case "out": isOutgoing = true
      case "on": interface = next().flatMap { InterfaceSet(name: $0) }
      case "log", "log-all": break
      case "proto": next().map { setProtocol($0) }
      case "comment": _ = next()
      case "from": hosts(isSource: true)
      case "to": hosts(isSource: false)
      case "app": next().map { service($0) }
      default: service(word)
      }
    }
  }

  private mutating func next() -> String? {
    guard place < words.count else { return nil }
    place += 1
    return words[place - 1]
  }

  private mutating func setProtocol(_ text: String) {
    if text == "any" { return }
    guard let read = IPProtocol.number(text) else { return condition("the protocol is \(Unresolved.shown(text))") }
    number = read
  }

  private mutating func condition(_ term: String) { conditions.append(Condition(.unknown, term)) }

  private mutating func hosts(isSource: Bool) {
    guard let text = next() else { return }
    if text != "any" {
      if let range = AddressText.range(text) {
        if isSource { box.sources = AddressSet(range) } else { box.destinations = AddressSet(range) }
      } else {
        condition("\(isSource ? "from" : "to") \(Unresolved.shown(text))")
      }
    }
    while place < words.count {
      if words[place] == "port" {
        place += 1
        let read = next().flatMap { portSet($0) }
        if isSource { sourcePorts = read } else { ports = read }
      } else if words[place] == "app" {
        place += 1
        next().map { service($0) }
      } else {
        return
      }
    }
  }

  /// `22`, `1000:2000`, `80,443`; a name of `/etc/services`.
  private mutating func portSet(_ text: String) -> PortSet? {
    var ranges: [ClosedRange<UInt16>] = []
    for part in text.split(separator: ",") {
      guard let range = ServiceText.ports(String(part), separator: ":") else {
        condition("the port is \(Unresolved.shown(text))")
        return nil
      }
      ranges.append(range)
    }
    return PortSet(ranges)
  }

  private mutating func service(_ word: String) {
    if let known = profiles[word.lowercased()] {
      services = known
      return
    }
    let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
    if parts.count == 2 { setProtocol(parts[1]) }
    ports = parts.first.flatMap { portSet($0) }
  }

  func traffic(_ hook: Hook) -> TrafficSet {
    var box = box
    if let interface {
      if hook == .output { box.outInterfaces = interface } else { box.inInterfaces = interface }
    }
    if let services {
      return TrafficSet(
        services.map { number, ports in
          var one = box
          one.protocols = ProtocolSet(members: [number])
          one.destinationPorts = PortSet(ports)
          return one
        })
    }
    if let number { box.protocols = ProtocolSet(members: [number]) }
    if let ports { box.destinationPorts = ports }
    if let sourcePorts { box.sourcePorts = sourcePorts }
    if number == nil, ports != nil || sourcePorts != nil {
      box.protocols = ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp])
    }
    return TrafficSet(box)
  }
}

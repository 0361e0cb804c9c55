import Exposure

/// Follows `firewall-cmd` and `firewall-offline-cmd` (firewall-cmd(1)): what is added to and removed from zones.
struct FirewallCmdCommands {
  private var zones: [String: (children: [XMLNode], target: String, line: Int)] = [:]
  private var defaultZone = "public"
  private(set) var problems: [Diagnostic] = []
  /// What lets packets through the host.
  private(set) var marks: [DeclaredMark] = []

  /// What zones hold before a command (firewalld's own configuration of each).
  private static let initial: [String: String] = [
    "public": "ssh dhcpv6-client", "work": "ssh dhcpv6-client", "home": "ssh mdns samba-client dhcpv6-client",
    "internal": "ssh mdns samba-client dhcpv6-client", "external": "ssh", "dmz": "ssh",
  ]

  private static let elements = [
    "service", "port", "protocol", "source-port", "icmp-block", "rich-rule", "forward-port", "interface", "source",
  ]

  /// `--direct --add-rule ipv4 filter INPUT 0 -p tcp -j ACCEPT`, and `--passthrough`, as commands of iptables.
  static func direct(_ command: LiteralCommand) -> (command: LiteralCommand, family: AddressFamily)? {
    let words = command.arguments.filter { $0 != "--permanent" }
    guard let place = words.firstIndex(of: "--direct"), place + 2 < words.count else { return nil }
    let family: AddressFamily = words[place + 2] == "ipv6" ? .ipv6 : .ipv4
    let rest = Array(words[(place + 3)...])
    let own: [String]
    switch words[place + 1] {
    case "--add-rule" where rest.count > 3: own = ["-t", rest[0], "-A", rest[1]] + rest[3...]
    case "--remove-rule" where rest.count > 3: own = ["-t", rest[0], "-D", rest[1]] + rest[3...]
    case "--add-chain" where rest.count > 1: own = ["-t", rest[0], "-N", rest[1]]
    case "--passthrough", "--add-passthrough": own = rest
    default: return nil
    }
    return (LiteralCommand(words: ["iptables"] + own, line: command.line), family)
  }

  mutating func run(_ command: LiteralCommand) {
    var zone: String?
    var edits: [(verb: String, value: String)] = []
    var index = 0
    let words = command.arguments
    while index < words.count {
      let word = words[index]
      index += 1
      guard word.hasPrefix("--") else { continue }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = parts.first else { continue }
      var value = parts.count == 2 ? parts[1] : ""
      let takesValue =
        ["zone", "set-target", "set-default-zone", "policy"].contains(option)
        || Self.elements.contains { option == "add-\($0)" || option == "remove-\($0)" || option == "change-\($0)" }
      if takesValue, parts.count == 1, index < words.count {
        value = words[index]
        index += 1
      }
      switch option {
      case "zone": zone = value
      case "set-default-zone":
        defaultZone = value
        // Every interface that is in no zone of its own is in this one from now on.
        if value == "trusted" { zones[value] = zones[value] ?? ([], "default", command.line) }
      case "policy", "direct", "panic-off":
        problems.append(
          Diagnostic(.unsupported, Origin(line: command.line), "the option --\(option) of firewall-cmd is not followed")
        )
      default: edits.append((option, value))
      }
    }
    for edit in edits { apply(edit.verb, edit.value, to: zone ?? defaultZone, command.line) }
  }

  private mutating func apply(_ verb: String, _ value: String, to zone: String, _ line: Int) {
    var state = zones[zone] ?? (Self.services(of: zone), "default", line)
    if verb == "add-masquerade" || verb == "add-forward" {
      marks.append(DeclaredMark(.routing, "\(verb.dropFirst(4)) of zone \(zone)", Origin(line: line)))
      return
    }
    if verb == "set-target" {
      state.target = value
    } else if let element = Self.elements.first(where: { element in
      ["add", "remove", "change"].contains { verb == "\($0)-\(element)" }
    }) {
      guard let node = Self.node(element, value, line) else {
        problems.append(Diagnostic(.unsupported, Origin(line: line), "--\(verb)=\(value) cannot be read"))
        return
      }
      if verb.hasPrefix("change") {
        for name in zones.keys where name != zone { zones[name]?.children.removeAll { $0.isSame(node) } }
      }
      if !verb.hasPrefix("remove") {
        if !state.children.contains(where: { $0.isSame(node) }) { state.children.append(node) }
      } else {
        state.children.removeAll { $0.isSame(node) }
      }
    } else {
      return
    }
    zones[zone] = state
  }

  private static func services(of zone: String) -> [XMLNode] {
    (initial[zone] ?? "").split(separator: " ").map {
      XMLNode(name: "service", attributes: ["name": String($0)], line: 0)
    }
  }

  private static func node(_ element: String, _ value: String, _ line: Int) -> XMLNode? {
    switch element {
    case "service", "icmp-block": return XMLNode(name: element, attributes: ["name": value], line: line)
    case "interface": return XMLNode(name: element, attributes: ["name": value], line: line)
    case "source":
      return XMLNode(
        name: element,
        attributes: value.hasPrefix("ipset:") ? ["ipset": String(value.dropFirst(6))] : ["address": value],
        line: line)
    case "protocol": return XMLNode(name: element, attributes: ["value": value], line: line)
    case "port", "source-port":
      let parts = value.split(separator: "/").map(String.init)
      guard parts.count == 2 else { return nil }
      return XMLNode(name: element, attributes: ["port": parts[0], "protocol": parts[1]], line: line)
    case "forward-port":
      var attributes: [String: String] = [:]
      let names = ["port": "port", "proto": "protocol", "toport": "to-port", "toaddr": "to-addr"]
      for part in value.split(separator: ":") {
        let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
        guard pair.count == 2, let name = names[pair[0]] else { return nil }
        attributes[name] = pair[1]
      }
      return XMLNode(name: element, attributes: attributes, line: line)
    default: return RichRuleWords.node(value, line: line)
    }
  }

  var groups: [ReachGroup] {
    zones.keys.sorted().flatMap { name -> [ReachGroup] in
      guard let zone = zones[name] else { return [] }
      let target = name == "trusted" && zone.target == "default" ? "ACCEPT" : zone.target
      let root = XMLNode(name: "zone", attributes: ["target": target], children: zone.children, line: zone.line)
      var reader = FirewalldReader(root: root, name: name, defaultZone: defaultZone) { _ in nil }
      let ruleset = reader.read()
      let own = ReachGroup(
        ReachGroup.Key(.hostFirewall, .ingress, "firewalld zone \(name)"), ruleset.list,
        bases: ruleset.bases[.input] ?? [],
        origin: Origin(line: zone.line))
      return [own] + ruleset.redirects(named: "firewalld zone \(name)")
    }
  }
}

extension XMLNode {
  /// Whether both say the same, wherever they stand.
  fileprivate func isSame(_ other: XMLNode) -> Bool {
    name == other.name && attributes == other.attributes && children.count == other.children.count
      && zip(children, other.children).allSatisfy { $0.isSame($1) }
  }
}

/// Reads a rich rule from its text (firewalld.richlanguage(5)): `rule family="ipv4" source address="…" service
/// name="ssh" accept`.
enum RichRuleWords {
  private static let elements: Set<String> = [
    "source", "destination", "service", "port", "protocol", "icmp-block", "icmp-type", "masquerade", "forward-port",
    "source-port", "log", "nflog", "audit", "accept", "reject", "drop", "mark", "limit",
  ]

  static func node(_ text: String, line: Int) -> XMLNode? {
    var words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard words.first == "rule" else { return nil }
    words.removeFirst()
    var attributes: [String: String] = [:]
    var children: [XMLNode] = []
    var open: (name: String, attributes: [String: String])?
    func closed() -> XMLNode? { open.map { XMLNode(name: $0.name, attributes: $0.attributes, line: line) } }
    for word in words {
      if let equals = word.firstIndex(of: "=") {
        let value = word[word.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
        let key = String(word[..<equals])
        if open == nil { attributes[key] = value } else { open?.attributes[key] = value }
      } else if elements.contains(word) {
        if let node = closed() { children.append(node) }
        open = (word, [:])
      } else if word.lowercased() == "not" {
        open?.attributes["invert"] = "true"
      } else {
        return nil
      }
    }
    if let node = closed() { children.append(node) }
    return XMLNode(name: "rule", attributes: attributes, children: children, line: line)
  }
}

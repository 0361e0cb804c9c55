import Exposure
import YAML

/// Turns Ansible tasks into the commands that they run (docs.ansible.com: `ansible.builtin.iptables`,
/// `community.general.ufw`, `ansible.posix.firewalld`, `shell`, `command`).
struct AnsibleTasks {
  private(set) var commands: [LiteralCommand] = []

  /// Blocks within blocks.
  private static let depth = 16
  private static let lists = ["tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"]

  mutating func read(_ node: YAMLNode, depth: Int = 0) {
    guard depth < Self.depth, commands.count < ShellScript.limit else { return }
    for item in node.elements {
      for list in Self.lists { item[list].map { read($0, depth: depth + 1) } }
      for entry in item.entries { task(entry, of: item) }
    }
  }

  private mutating func task(_ entry: YAMLNode.Entry, of item: YAMLNode) {
    let module = entry.key.split(separator: ".").last.map(String.init) ?? entry.key
    let loop = item["loop"] ?? item["with_items"]
    let values = loop.map { $0.elements.map { $0.text ?? $0.canonical } } ?? []
    let line = entry.keyPosition.line == 0 ? entry.value.line : entry.keyPosition.line
    switch module {
    case "iptables": repeated(iptables(entry.value), values, line)
    case "ufw": repeated(ufw(entry.value), values, line)
    case "firewalld": repeated(firewalld(entry.value), values, line)
    case "shell", "command", "raw":
      guard let text = entry.value.text ?? entry.value["cmd"]?.text ?? entry.value["_raw_params"]?.text else { return }
      for command in ShellScript.commands(in: Array(text.utf8)) {
        repeated([command.words], values, entry.value.line + command.line - 1)
      }
    default: break
    }
  }

  /// The commands for every item of a loop.
  private mutating func repeated(_ lists: [[String]], _ values: [String], _ line: Int) {
    for words in lists where !words.isEmpty {
      let isLoop = words.contains { $0.contains("⟦item⟧") }
      for value in isLoop && !values.isEmpty ? values : [""] {
        let filled = isLoop && !values.isEmpty ? words.map { $0.replacing("⟦item⟧", with: value) } : words
        commands.append(LiteralCommand(words: filled, line: line))
      }
    }
  }

  /// `key: value`, or `key=value` in one text.
  private func parameters(_ node: YAMLNode) -> [String: String] {
    var found: [String: String] = [:]
    for entry in node.entries {
      let items = entry.value.elements.map { $0.text ?? $0.canonical }
      found[entry.key] =
        entry.value.isSequence ? items.joined(separator: ",") : entry.value.text ?? entry.value.canonical
    }
    for word in (node.text ?? "").split(separator: " ") {
      guard let equals = word.firstIndex(of: "=") else { continue }
      found[String(word[..<equals])] = word[word.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
    }
    return found
  }

  private static let iptablesOptions = [
    ("protocol", "-p"), ("source", "-s"), ("destination", "-d"), ("in_interface", "-i"), ("out_interface", "-o"),
    ("match", "-m"), ("source_port", "--sport"), ("destination_port", "--dport"), ("ctstate", "--ctstate"),
    ("icmp_type", "--icmp-type"), ("src_range", "--src-range"), ("dst_range", "--dst-range"),
    ("match_set", "--match-set"),
  ]

  private func iptables(_ node: YAMLNode) -> [[String]] {
    let values = parameters(node)
    let program = values["ip_version"] == "ipv6" ? "ip6tables" : "iptables"
    let table = values["table"].map { ["-t", $0] } ?? []
    let start = [program] + table
    let chain = values["chain"] ?? ""
    if values["flush"].map(Self.isTrue) == true { return [start + ["-F"] + (chain.isEmpty ? [] : [chain])] }
    if let policy = values["policy"] { return [start + ["-P", chain, policy]] }
    guard !chain.isEmpty else { return [] }
    let isInsertion = values["action"] == "insert"
    var words = start + [values["state"] == "absent" ? "-D" : isInsertion ? "-I" : "-A", chain]
    if isInsertion, let number = values["rule_num"] { words.append(number) }
    for (key, option) in Self.iptablesOptions {
      guard let value = values[key] else { continue }
      words += value.hasPrefix("!") ? ["!", option, String(value.dropFirst())] : [option, value]
    }
    if let ports = values["destination_ports"] { words += ["-m", "multiport", "--dports", ports] }
    if values["syn"] == "match" { words.append("--syn") }
    if let target = values["goto"] { words += ["-g", target] }
    if let target = values["jump"] { words += ["-j", target] }
    for (key, option) in [("to_destination", "--to-destination"), ("to_ports", "--to-ports")] {
      if let value = values[key] { words += [option, value] }
    }
    return [words]
  }

  private func ufw(_ node: YAMLNode) -> [[String]] {
    let values = parameters(node)
    var lists: [[String]] = []
    switch values["state"] {
    case "disabled": lists.append(["ufw", "disable"])
    case "reset": lists.append(["ufw", "reset"])
    default: break
    }
    if let policy = values["default"] ?? values["policy"] {
      lists.append(["ufw", "default", policy, values["direction"] ?? "incoming"])
    }
    guard let verb = values["rule"] else { return lists }
    var words = ["ufw"]
    if values["route"].map(Self.isTrue) == true { words.append("route") }
    if values["delete"].map(Self.isTrue) == true { words.append("delete") }
    if let number = values["insert"] { words += ["insert", number] }
    words.append(verb)
    if let direction = values["direction"], values["default"] == nil { words.append(direction) }
    if let name = values["interface"] ?? values["interface_in"] ?? values["if"] { words += ["on", name] }
    words += ["from", values["from_ip"] ?? values["from"] ?? values["src"] ?? "any"]
    if let port = values["from_port"] { words += ["port", port] }
    words += ["to", values["to_ip"] ?? values["to"] ?? values["dest"] ?? "any"]
    if let name = values["name"] ?? values["app"] { words += ["app", name] }
    if let port = values["to_port"] ?? values["port"] { words += ["port", port] }
    if let name = values["proto"] ?? values["protocol"] { words += ["proto", name] }
    return lists + [words]
  }

  private static let firewalldOptions = [
    ("service", "service"), ("port", "port"), ("protocol", "protocol"), ("rich_rule", "rich-rule"),
    ("icmp_block", "icmp-block"),
  ]

  private func firewalld(_ node: YAMLNode) -> [[String]] {
    let values = parameters(node)
    let zone = values["zone"].map { ["--zone=\($0)"] } ?? []
    var lists: [[String]] = []
    if let target = values["target"] { lists.append(["firewall-cmd"] + zone + ["--set-target=\(target)"]) }
    let verb = values["state"] == "disabled" || values["state"] == "absent" ? "remove" : "add"
    for (key, option) in Self.firewalldOptions {
      if let value = values[key] { lists.append(["firewall-cmd"] + zone + ["--\(verb)-\(option)=\(value)"]) }
    }
    return lists
  }

  private static func isTrue(_ text: String) -> Bool { ["true", "yes", "on", "1"].contains(text.lowercased()) }
}

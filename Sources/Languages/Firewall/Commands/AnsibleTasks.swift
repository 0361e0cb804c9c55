import Exposure
import YAML

/// Turns Ansible tasks into the commands that they run and the files that they write (docs.ansible.com:
/// `ansible.builtin.iptables`, `community.general.ufw`, `ansible.posix.firewalld`, `shell`, `command`, `systemd`, `apt`,
/// `copy`, `sysctl`).
struct AnsibleTasks {
  private(set) var commands: [LiteralCommand] = []
  private(set) var files: [WrittenFile] = []
  /// What tasks ask of a cloud, in the words of its own templates.
  private(set) var clouds: [YAMLNode] = []
  /// Values by the names that expressions use.
  private var variables: [String: YAMLNode]
  /// What `module_defaults` gives every task of a module.
  private var defaults: [String: [String: String]] = [:]

  /// Blocks within blocks.
  private static let depth = 16
  private static let lists = ["tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"]

  init(variables: [String: YAMLNode]) { self.variables = variables }

  mutating func read(_ node: YAMLNode, depth: Int = 0) {
    guard depth < Self.depth, commands.count < ShellScript.limit else { return }
    for item in node.elements where item.isMapping {
      let outer = (variables, defaults)
      for entry in item["vars"]?.entries ?? [] { variables[entry.key] = entry.value }
      for entry in item["module_defaults"]?.entries ?? [] {
        defaults[Self.module(entry.key), default: [:]].merge(parameters(entry.value, [:])) { $1 }
      }
      for list in Self.lists { item[list].map { read($0, depth: depth + 1) } }
      for entry in item.entries {
        let isOld = entry.key == "local_action" || entry.key == "action"
        // `local_action: {module: ufw, rule: allow}`.
        guard isOld, let module = entry.value["module"]?.text else {
          task(entry, of: item)
          continue
        }
        task(
          YAMLNode.Entry(key: module, keyIsPlain: true, keyPosition: entry.keyPosition, value: entry.value), of: item)
      }
      (variables, defaults) = outer
    }
  }

  private static func module(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }

  /// The names of modules that are followed, so that other entries cost nothing.
  private static let modules: Set<String> = [
    "iptables", "ufw", "firewalld", "shell", "command", "raw", "script", "systemd", "service", "systemd_service", "apt",
    "yum",
    "dnf", "package", "zypper", "apk", "pacman", "copy", "blockinfile", "lineinfile", "sysctl", "docker_container",
    "podman_container", "ec2_group", "ec2_security_group", "azure_rm_securitygroup", "gcp_compute_firewall", "gce_net",
  ]

  private mutating func task(_ entry: YAMLNode.Entry, of item: YAMLNode) {
    let module = Self.module(entry.key)
    guard Self.modules.contains(module) else { return }
    let line = entry.keyPosition.line == 0 ? entry.value.line : entry.keyPosition.line
    for turn in turns(item["loop"] ?? item["with_items"] ?? item["with_list"] ?? item["with_flattened"]) {
      let values = parameters(entry.value, turn, of: module)
      let state = values["state"] ?? ""
      switch module {
      case "iptables": add(iptables(values), line)
      case "ufw": add(ufw(values), line)
      case "firewalld": add(firewalld(values), line)
      case "shell", "command", "raw":
        if let words = entry.value["argv"]?.elements, !words.isEmpty {
          add([words.map { filled($0.text ?? $0.canonical, turn) }], line)
        }
        guard let node = entry.value.text == nil ? entry.value["cmd"] ?? entry.value["_raw_params"] : entry.value,
          let text = node.text
        else { continue }
        let lines = CloudConfig.lines(of: filled(text, turn), node)
        let script = ShellScript.run(lines.bytes, firstLine: lines.line)
        commands += script.commands
        files += script.files
      case "systemd", "service", "systemd_service":
        let name = values["name"] ?? ""
        if state == "stopped" { add([["systemctl", "stop", name]], line) }
        if state == "started" || state == "restarted" { add([["systemctl", "start", name]], line) }
        if values["masked"].map(Self.isTrue) == true { add([["systemctl", "mask", name]], line) }
        if values["enabled"].map(Self.isTrue) == false { add([["systemctl", "disable", name]], line) }
      case "apt", "yum", "dnf", "package", "zypper", "apk", "pacman":
        guard state == "absent" || state == "removed" else { continue }
        let names = (values["name"] ?? values["pkg"] ?? "").split(separator: ",").map(String.init)
        add([["apt", "purge"] + names], line)
      case "sysctl":
        guard let name = values["name"] ?? values["key"], state != "absent" else { continue }
        add([["sysctl", "-w", "\(name)=\(values["value"] ?? values["val"] ?? "")"]], line)
      case "docker_container", "podman_container":
        guard state != "absent", state != "stopped" else { continue }
        add([container(entry.value, values, turn)], line)
      case "ec2_group", "ec2_security_group", "azure_rm_securitygroup", "gcp_compute_firewall", "gce_net":
        guard state != "absent", values["fwname"] != nil || module != "gce_net" else { continue }
        clouds.append(CloudTasks.document(module, entry.value) { filled($0, turn) })
      default: write(entry.value, values, turn)
      }
    }
  }

  /// `docker run` with the ports that the task publishes.
  private func container(_ node: YAMLNode, _ values: [String: String], _ turn: [String: String]) -> [String] {
    let ports = ["published_ports", "ports", "publish"].compactMap { node[$0] }.first
    let network = values["network_mode"] ?? values["network"]
    return ["docker", "run", "--name", values["name"] ?? ""]
      + (ports?.elements ?? []).flatMap { ["-p", filled($0.text ?? $0.canonical, turn)] }
      + (network.map { ["--network", $0] } ?? []) + [values["image"] ?? "image"]
  }

  /// A file with the text that stands in the task.
  private mutating func write(_ node: YAMLNode, _ values: [String: String], _ turn: [String: String]) {
    let path = values["dest"] ?? values["path"] ?? values["name"] ?? ""
    guard let content = node["content"] ?? node["block"] ?? node["line"], let text = content.text else { return }
    files.append(WrittenFile(path: path, text: CloudConfig.lines(of: filled(text, turn), content)))
  }

  private mutating func add(_ lists: [[String]], _ line: Int) {
    for words in lists where !words.isEmpty { commands.append(LiteralCommand(words: words, line: line)) }
  }

  /// What `item` stands for in each turn of a loop; one turn without values where there is none.
  private func turns(_ loop: YAMLNode?) -> [[String: String]] {
    guard var loop else { return [[:]] }
    if let name = Self.name(loop.text), let known = variables[name] { loop = known }
    let items = loop.elements.flatMap { item in
      Self.name(item.text).flatMap { variables[$0] }.map { $0.isSequence ? $0.elements : [$0] } ?? [item]
    }
    guard !items.isEmpty else { return [[:]] }
    return items.prefix(Self.turnLimit).map { item in
      var values = ["item": item.text ?? item.canonical]
      for entry in item.entries { values["item.\(entry.key)"] = entry.value.text ?? entry.value.canonical }
      return values
    }
  }

  private static let turnLimit = 1_000

  /// The name that an expression is, where it is nothing else.
  private static func name(_ text: String?) -> String? {
    guard let text, text.first == Unresolved.opening, text.last == Unresolved.closing else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// A text with the values of the turn and of variables put in.
  private func filled(_ text: String, _ turn: [String: String]) -> String {
    guard text.contains(Unresolved.opening) else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: Unresolved.opening),
      let close = rest[open...].firstIndex(of: Unresolved.closing)
    {
      filled += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      let plain = name.replacing("['", with: ".").replacing("']", with: "")
      filled += turn[plain] ?? variables[plain]?.text ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// `key: value`, or `key=value` in one text.
  private func parameters(_ node: YAMLNode, _ turn: [String: String], of module: String = "") -> [String: String] {
    var found = defaults[module] ?? [:]
    for entry in node.entries {
      let items = entry.value.elements.map { filled($0.text ?? $0.canonical, turn) }
      found[entry.key] =
        entry.value.isSequence
        ? items.joined(separator: ",") : filled(entry.value.text ?? entry.value.canonical, turn)
    }
    for word in Self.words(node.text ?? "") {
      guard let equals = word.firstIndex(of: "=") else { continue }
      let value = word[word.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
      found[String(word[..<equals])] = filled(value, turn)
    }
    return found
  }

  /// The words of `key=value key="two words"`; blanks within quotes and expressions are no ends.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var depth = 0
    for character in text {
      if character == Unresolved.opening { depth += 1 }
      if character == Unresolved.closing { depth -= 1 }
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      }
      if character.isWhitespace, quote == nil, depth <= 0 {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static let iptablesOptions = [
    ("protocol", "-p"), ("source", "-s"), ("destination", "-d"), ("in_interface", "-i"), ("out_interface", "-o"),
    ("match", "-m"), ("source_port", "--sport"), ("destination_port", "--dport"), ("ctstate", "--ctstate"),
    ("icmp_type", "--icmp-type"), ("src_range", "--src-range"), ("dst_range", "--dst-range"),
    ("match_set", "--match-set"),
  ]

  private func iptables(_ values: [String: String]) -> [[String]] {
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

  private func ufw(_ values: [String: String]) -> [[String]] {
    var lists: [[String]] = []
    switch values["state"] {
    case "disabled": lists.append(["ufw", "disable"])
    case "reset": lists.append(["ufw", "reset"])
    case "enabled": lists.append(["ufw", "enable"])
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
    ("icmp_block", "icmp-block"), ("interface", "interface"), ("source", "source"),
  ]

  private func firewalld(_ values: [String: String]) -> [[String]] {
    let zone = values["zone"].map { ["--zone=\($0)"] } ?? []
    var lists: [[String]] = []
    if let target = values["target"] { lists.append(["firewall-cmd"] + zone + ["--set-target=\(target)"]) }
    let isOff = values["state"] == "disabled" || values["state"] == "absent"
    let verb = isOff ? "remove" : "add"
    for (key, option) in Self.firewalldOptions {
      if let value = values[key] { lists.append(["firewall-cmd"] + zone + ["--\(verb)-\(option)=\(value)"]) }
    }
    for key in ["masquerade", "forward"] where values[key].map(Self.isTrue) == true {
      lists.append(["firewall-cmd"] + zone + ["--\(verb)-\(key)"])
    }
    return lists
  }

  private static func isTrue(_ text: String) -> Bool { ["true", "yes", "on", "1"].contains(text.lowercased()) }
}

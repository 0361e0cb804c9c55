import Exposure
public import YAML

/// Reads which ports of its containers a compose file publishes on the host (docs.docker.com, "Compose file
/// reference", "ports").
///
/// Published ports pass by the host's own rules: Docker's come before those of ufw (docs.docker.com, "Packet filtering
/// and firewalls").
public enum ComposeFile {
  /// Whether a document is a compose file: services with an image or a build.
  public static func isCompose(_ document: YAMLNode) -> Bool {
    (document["services"]?.entries ?? []).contains { entry in
      entry.value.has("image") || entry.value.has("build") || entry.value.has("extends") || entry.value.has("ports")
    }
  }

  public static func read(_ document: YAMLNode) -> DeclaredReach {
    var declared = DeclaredReach()
    for entry in document["services"]?.entries ?? [] {
      let service = ComposeService(name: Unresolved.shown(entry.key), node: entry.value)
      declared.groups += service.groups()
    }
    return declared
  }
}

private struct ComposeService {
  let name: String
  let node: YAMLNode

  func groups() -> [ReachGroup] {
    let ports = node["ports"]
    let publications = (ports?.elements ?? []).flatMap { port in
      port.isMapping ? long(port) : short(port)
    }
    return ReachGroup.joined(publications.map(\.group)) + hostNetwork
  }

  /// On the network of its host a container is reached on every port that it opens.
  private var hostNetwork: [ReachGroup] {
    guard let mode = node["network_mode"], mode.text == "host" else { return [] }
    let box = TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp]))
    let rule = Rule(TrafficSet(box), action: .accept, origin: Origin(line: mode.line))
    return [
      ReachGroup(
        ReachGroup.Key(.container, .ingress, "service \(name) on the network of its host"),
        RuleChain([rule], policy: .drop), origin: rule.origin)
    ]
  }

  /// `{target: 80, published: "8080", host_ip: 127.0.0.1, protocol: tcp}`.
  private func long(_ port: YAMLNode) -> [Publication] {
    // Without a published port the engine gives one out.
    publications(
      address: port["host_ip"]?.text, published: port["published"]?.text ?? "", target: port["target"]?.text ?? "",
      protocol: port["protocol"]?.text ?? "tcp", line: port.line)
  }

  /// `[[address:]port:]port[/protocol]`, where ports may be ranges and an IPv6 address stands in brackets.
  private func short(_ port: YAMLNode) -> [Publication] {
    guard var text = port.text else { return [] }
    var name = "tcp"
    if let slash = text.lastIndex(of: "/"), !text[slash...].contains("}") {
      name = String(text[text.index(after: slash)...])
      text = String(text[..<slash])
    }
    var parts = Self.parts(text)
    let target = parts.popLast() ?? ""
    let published = parts.popLast() ?? ""
    let address = parts.isEmpty ? nil : parts.joined(separator: ":")
    return publications(address: address, published: published, target: target, protocol: name, line: port.line)
  }

  /// The text parted at its colons, but for those within `${…}` and brackets.
  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if "{[".contains(character) { depth += 1 }
      if "}]".contains(character) { depth -= 1 }
      if character == ":", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private func publications(
    address: String?, published: String, target: String, protocol name: String, line: Int
  ) -> [Publication] {
    var conditions: [Condition] = []
    let numbers = ServiceText.numbers(target)
    if numbers == nil { conditions.append(Unresolved.condition("the port is \(Unresolved.shown(target))")) }
    let number = IPProtocol.number(name)
    if number == nil { conditions.append(Unresolved.condition("the protocol is \(Unresolved.shown(name))")) }
    if let address, !address.isEmpty {
      let plain = address.hasPrefix("[") ? String(address.dropFirst().dropLast()) : address
      if plain == "localhost" { return [] }
      guard let read = Address(plain) else {
        conditions.append(Unresolved.condition("on the address \(Unresolved.shown(address))"))
        return [publication(published, numbers, number, conditions, line)]
      }
      if AddressSet.loopback.contains(read) { return [] }
      let isEverywhere = read.value == 0
      if !isEverywhere, !AddressSet.internet.contains(read) {
        conditions.append(Condition(.unknown, "from the network of \(read)"))
      }
    }
    return [publication(published, numbers, number, conditions, line)]
  }

  private func publication(
    _ published: String, _ target: ClosedRange<UInt16>?, _ number: UInt8?, _ conditions: [Condition], _ line: Int
  ) -> Publication {
    Publication(
      subject: .container, owner: "service \(name)", protocol: number ?? IPProtocol.tcp,
      published: ServiceText.numbers(published), target: target, sources: .all, conditions: Set(conditions).sorted(),
      origin: Origin(line: line))
  }
}

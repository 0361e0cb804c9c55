import Exposure
public import YAML

/// Reads which ports of its containers a compose file publishes on the host (docs.docker.com, "Compose file
/// reference", "ports").
///
/// Published ports pass by the host's own rules: Docker's come before those of ufw (docs.docker.com, "Packet filtering
/// and firewalls").
public enum ComposeFile {
  /// Whether a document is a compose file: services with an image or a build.
  public static func isCompose(_ document: YAMLNode) -> Bool { holdsServices(document["services"]) }

  /// The services of a document as the value of `services`, where the first version of the format has them at the top.
  public static func upgraded(_ document: YAMLNode) -> YAMLNode {
    guard !document.has("services"), holdsServices(document) else { return document }
    let entry = YAMLNode.Entry(key: "services", keyIsPlain: true, keyPosition: document.position, value: document)
    return YAMLNode(position: document.position, content: .mapping([entry]))
  }

  private static func holdsServices(_ node: YAMLNode?) -> Bool {
    (node?.entries ?? []).contains { entry in
      entry.value.has("image") || entry.value.has("build") || entry.value.has("extends") || entry.value.has("ports")
    }
  }

  /// - Parameters:
  ///   - variables: the values of the environment, as `.env` beside the file gives them.
  ///   - file: the document in another file, by its path from this one; `nil` where there is none.
  public static func read(
    _ document: YAMLNode, variables: [String: String] = [:], file: (String) -> YAMLNode? = { _ in nil }
  ) -> DeclaredReach {
    var declared = DeclaredReach()
    let values = ComposeVariables(variables)
    for entry in document["services"]?.entries ?? [] {
      let service = ComposeService(name: Unresolved.shown(entry.key), node: entry.value, values: values)
      declared.groups += service.groups(in: document, file)
    }
    // What is included is published with this file (compose-spec, "Include").
    for item in document["include"]?.elements ?? [] {
      let paths = item.text.map { [$0] } ?? item["path"]?.text.map { [$0] } ?? item["path"]?.elements.compactMap(\.text)
      for path in paths ?? [] {
        guard let included = file(values.filled(path)) else { continue }
        for entry in included["services"]?.entries ?? [] {
          let service = ComposeService(
            name: Unresolved.shown(entry.key), node: entry.value, values: values, line: item.line)
          declared.groups += service.groups(in: included) { _ in nil }
        }
      }
    }
    return declared
  }
}

/// One service, or one container that a command starts.
struct ComposeService {
  let name: String
  let node: YAMLNode
  let values: ComposeVariables
  /// What it is called in the answer.
  var noun = "service"
  /// The line that brings the service here, where it stands in another file.
  var line: Int?

  /// Services that extend services.
  private static let depth = 8

  func groups(in document: YAMLNode, _ file: (String) -> YAMLNode?) -> [ReachGroup] {
    let all = extended(in: document, file, depth: 0)
    let publications = all.flatMap { service -> [Publication] in
      (service.node["ports"]?.elements ?? []).flatMap { $0.isMapping ? service.long($0) : service.short($0) }
    }
    return ReachGroup.joined(publications.map(\.group) + all.flatMap(\.hostNetwork))
  }

  /// The service and those that it extends, whose ports add up with its own (compose-spec, "Extends").
  private func extended(in document: YAMLNode, _ file: (String) -> YAMLNode?, depth: Int) -> [ComposeService] {
    if node["ports"]?.tag == "!override" || node["ports"]?.tag == "!reset" {
      return node["ports"]?.tag == "!reset" ? [] : [self]
    }
    guard depth < Self.depth, let extends = node["extends"] else { return [self] }
    let other = extends["file"]?.text.map { values.filled($0) }
    guard let base = other == nil ? document : other.flatMap({ file($0) }),
      let service = extends.text ?? extends["service"]?.text, let found = base["services", service]
    else { return [self] }
    let parent = ComposeService(name: name, node: found, values: values, line: line ?? extends.line)
    return [self] + parent.extended(in: base, file, depth: depth + 1)
  }

  /// On the network of its host a container is reached on every port that it opens.
  var hostNetwork: [ReachGroup] {
    guard let mode = node["network_mode"], mode.text.map({ values.filled($0) }) == "host" else { return [] }
    let box = TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp]))
    let rule = Rule(TrafficSet(box), action: .accept, origin: Origin(line: line ?? mode.line))
    return [
      ReachGroup(
        ReachGroup.Key(.container, .ingress, "\(noun) \(name) on the network of its host"),
        RuleChain([rule], policy: .drop), origin: rule.origin)
    ]
  }

  /// `{target: 80, published: "8080", host_ip: 127.0.0.1, protocol: tcp}`.
  private func long(_ port: YAMLNode) -> [Publication] {
    // Without a published port the engine gives one out.
    func text(_ key: String) -> String? { port[key]?.text.map { values.filled($0) } }
    return publications(
      address: port["host_ip"]?.text.map { address($0) }, published: text("published") ?? "",
      target: text("target") ?? "",
      protocol: text("protocol") ?? "tcp", line: line ?? port.line)
  }

  /// `[[address:]port:]port[/protocol]`, where ports may be ranges and an IPv6 address stands in brackets.
  func short(_ port: YAMLNode) -> [Publication] {
    guard var text = port.text.map({ values.filled($0, defaults: false) }) else { return [] }
    var name = "tcp"
    if let slash = text.lastIndex(of: "/"), !text[slash...].contains("}") {
      name = String(text[text.index(after: slash)...])
      text = String(text[..<slash])
    }
    var parts = Self.parts(text)
    let target = values.filled(parts.popLast() ?? "")
    let published = values.filled(parts.popLast() ?? "")
    let address = parts.isEmpty ? nil : self.address(parts.joined(separator: ":"))
    return publications(
      address: address, published: published, target: target, protocol: values.filled(name), line: line ?? port.line)
  }

  /// An address by default counts where it opens: another one may be set where the container runs.
  private func address(_ text: String) -> String {
    let plain = values.filled(text, defaults: false)
    let filled = values.filled(text)
    return plain == filled || Address(filled)?.value == 0 ? filled : plain
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
      subject: .container, owner: "\(noun) \(name)", protocol: number ?? IPProtocol.tcp,
      published: ServiceText.numbers(published), target: target, sources: .all, conditions: Set(conditions).sorted(),
      origin: Origin(line: line))
  }
}

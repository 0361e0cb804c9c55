import Exposure
import Findings

/// Which packets a rule speaks of, the sources aside.
struct RuleService: Hashable {
  var protocols = ProtocolSet.full
  var ports = PortSet.full
  /// The ports that the packets come from; only Azure restricts them.
  var sourcePorts = PortSet.full
  /// What is not known of protocol and ports.
  var unknown: [String] = []
  var confidence = Finding.Confidence.literal

  /// Reads a protocol by name or number; `-1`, `all` and `*` are every protocol.
  mutating func set(protocol field: RuleField) {
    if !field.isLiteral { confidence = .resolved }
    guard let value = field.value else { return }
    guard let text = value.string?.lowercased() else {
      unknown.append("protocol is \(field.text)")
      return
    }
    if ["-1", "all", "*"].contains(text) { return }
    guard let number = IPProtocol.number(text == "icmpv6" ? "ipv6-icmp" : text) ?? IPProtocol.number(text)
    else {
      unknown.append("protocol is \(field.text)")
      return
    }
    protocols = ProtocolSet(members: [number])
  }

  /// Whether ports mean anything for the protocol.
  var hasPorts: Bool { protocols.isFull || protocols.isSubset(of: IPProtocol.withPorts) }

  /// Reads `22`, `1000-2000` or `*` for each element; none restrict nothing.
  mutating func set(ports fields: [RuleField]) { ports = read(fields, "port") }

  /// The same for the ports that packets come from.
  mutating func set(sourcePorts fields: [RuleField]) { sourcePorts = read(fields, "source port") }

  private mutating func read(_ fields: [RuleField], _ name: String) -> PortSet {
    let elements = fields.flatMap(\.elements)
    if fields.contains(where: { !$0.isLiteral }) { confidence = .resolved }
    guard hasPorts, !elements.isEmpty else { return .full }
    var ports = PortSet()
    var isKnown = true
    for element in elements {
      guard let text = element.value?.string else {
        unknown.append("\(name) is \(element.text)")
        isKnown = false
        continue
      }
      if text == "*" { return .full }
      let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
      switch (bounds.count, bounds.first ?? nil, bounds.last ?? nil) {
      case (1...2, let first?, let last?) where first <= last: ports = ports.union(PortSet(first...last))
      default:
        unknown.append("\(name) is \(text)")
        isKnown = false
      }
    }
    return isKnown ? ports : .full
  }

  /// Reads the first and last port.
  mutating func set(from first: RuleField, to last: RuleField) {
    guard hasPorts, !protocols.isFull else { return }
    if !first.isLiteral || !last.isLiteral { confidence = .resolved }
    if first.value == nil, last.value == nil { return }
    let bounds = [first, last].map { $0.value?.numeric?.integer.flatMap { UInt16(exactly: $0) } }
    guard let low = bounds[0], let high = bounds[1], low <= high else {
      unknown.append("port is \(first.text == last.text ? first.text : "\(first.text)–\(last.text)")")
      return
    }
    ports = PortSet(low...high)
  }

  /// The packets between a remote and a local end.
  func traffic(_ way: CloudRuleGroup.Way, remote: AddressSet, local: AddressSet) -> TrafficSet {
    TrafficSet(
      TrafficBox(
        sources: way == .ingress ? remote : local, destinations: way == .ingress ? local : remote,
        protocols: protocols, sourcePorts: sourcePorts, destinationPorts: ports))
  }
}

import Exposure

/// What a match looks at (nft(8), "Primary expressions" and "Payload expressions").
enum NftSelector: Hashable {
  case source(AddressFamily)
  case destination(AddressFamily)
  /// Ports of these protocols: one for `tcp dport`, all that have ports for `th dport`.
  case sourcePort(ProtocolSet)
  case destinationPort(ProtocolSet)
  case `protocol`(AddressFamily?)
  /// The family itself: `meta nfproto`, `meta protocol`, `ether type`.
  case family
  case inInterface
  case outInterface
  case icmpType(AddressFamily)
  case state
  case flags
  /// Anything that no packet coordinate answers, as written.
  case opaque(String)

  /// The packets that have what is looked at: `tcp dport != 22` asks for TCP, `ip saddr != …` for IPv4.
  var implied: TrafficSet {
    switch self {
    case .source(let family), .destination(let family), .protocol(.some(let family)): .all(family)
    case .sourcePort(let protocols), .destinationPort(let protocols):
      TrafficSet(TrafficBox(protocols: protocols))
    case .icmpType(let family):
      TrafficSet(
        TrafficBox(
          families: [family],
          protocols: ProtocolSet(members: [family == .ipv4 ? IPProtocol.icmp : IPProtocol.icmpv6])))
    case .flags: TrafficSet(TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp])))
    case .protocol(nil), .family, .inInterface, .outInterface, .state, .opaque: .all
    }
  }

  /// Restricts a box to one value; `false` when the value cannot be read.
  func restrict(_ box: inout TrafficBox, to text: String) -> Bool {
    switch self {
    case .source(let family):
      guard let set = Self.addresses(text, family) else { return false }
      box.families.formIntersection([family])
      box.sources = box.sources.intersection(set)
    case .destination(let family):
      guard let set = Self.addresses(text, family) else { return false }
      box.families.formIntersection([family])
      box.destinations = box.destinations.intersection(set)
    case .sourcePort(let protocols):
      guard let range = Self.ports(text) else { return false }
      box.protocols = box.protocols.intersection(protocols)
      box.sourcePorts = box.sourcePorts.intersection(PortSet(range))
    case .destinationPort(let protocols):
      guard let range = Self.ports(text) else { return false }
      box.protocols = box.protocols.intersection(protocols)
      box.destinationPorts = box.destinationPorts.intersection(PortSet(range))
    case .protocol(let family):
      guard let set = Self.protocols(text) else { return false }
      if let family { box.families.formIntersection([family]) }
      box.protocols = box.protocols.intersection(set)
    case .family:
      guard let families = Self.families[text] else { return false }
      box.families.formIntersection(families)
    case .inInterface:
      guard let set = Self.interfaces(text) else { return false }
      box.inInterfaces = box.inInterfaces.intersection(set)
    case .outInterface:
      guard let set = Self.interfaces(text) else { return false }
      box.outInterfaces = box.outInterfaces.intersection(set)
    case .icmpType(let family):
      guard let types = Self.types(text, family) else { return false }
      box.families.formIntersection([family])
      box.icmpTypes = box.icmpTypes.intersection(IntervalSet(types))
    case .state, .flags, .opaque: return false
    }
    return true
  }

  private static let families: [String: Set<AddressFamily>] = [
    "ipv4": [.ipv4], "ip": [.ipv4], "0x0800": [.ipv4], "2": [.ipv4],
    "ipv6": [.ipv6], "ip6": [.ipv6], "0x86dd": [.ipv6], "10": [.ipv6],
    "arp": [], "0x0806": [], "vlan": [], "8021q": [], "8021ad": [],
  ]

  private static func addresses(_ text: String, _ family: AddressFamily) -> AddressSet? {
    if text == "*" { return .all(family) }
    guard let range = AddressText.range(text), range.family == family else { return nil }
    return AddressSet(range)
  }

  private static func ports(_ text: String) -> ClosedRange<UInt16>? {
    text == "*" ? 0...UInt16.max : ServiceText.ports(text, separator: "-")
  }

  private static func protocols(_ text: String) -> ProtocolSet? {
    if let number = IPProtocol.number(text) { return ProtocolSet(members: [number]) }
    let parts = text.split(separator: "-").compactMap { IPProtocol.number($0) }
    guard text.contains("-"), parts.count == 2, parts[0] <= parts[1] else { return nil }
    return ProtocolSet(parts[0]...parts[1])
  }

  private static func interfaces(_ text: String) -> InterfaceSet? {
    text.hasSuffix("*") ? InterfaceSet(prefix: String(text.dropLast())) : InterfaceSet(name: text)
  }

  private static func types(_ text: String, _ family: AddressFamily) -> ClosedRange<UInt16>? {
    if let single = ServiceText.icmpTypes(text, family), !text.contains("/") { return single }
    let parts = text.split(separator: "-").compactMap { UInt8($0) }
    guard parts.count == 2, parts[0] <= parts[1] else { return nil }
    return UInt16(parts[0]) << 8...(UInt16(parts[1]) << 8 | 255)
  }
}

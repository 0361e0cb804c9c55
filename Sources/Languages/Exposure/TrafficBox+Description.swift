extension TrafficBox: CustomStringConvertible {
  /// The box in people's words: `any source → tcp 22, 1024–3388`, `10.0.0.0/8 → udp 53 on eth0`.
  public var description: String { description(AddressNames()) }

  /// The box in people's words, its addresses by their names.
  public func description(_ names: AddressNames) -> String {
    var target = [Self.name(destinations, families, names), services].compactMap { $0 }
    if target.isEmpty { target = ["everything"] }
    var text = "\(Self.name(sources, families, names) ?? anySource) → \(target.joined(separator: " "))"
    if !sourcePorts.isFull { text += " from port \(Self.numbers(sourcePorts))" }
    if inInterfaces != .all { text += " on \(inInterfaces)" }
    if outInterfaces != .all { text += " out of \(outInterfaces)" }
    return text
  }

  private var anySource: String {
    switch families {
    case [.ipv4]: "any IPv4 source"
    case [.ipv6]: "any IPv6 source"
    default: "any source"
    }
  }

  private var services: String? {
    if protocols.isFull { return nil }
    let outside = protocols.complement
    var text =
      outside.ranges.count < protocols.ranges.count || outside.count < protocols.count
      ? "every protocol but \(Self.protocols(outside))" : Self.protocols(protocols)
    if !destinationPorts.isFull { text += " \(Self.numbers(destinationPorts))" }
    if !icmpTypes.isFull { text += " type \(types)" }
    return text
  }

  private static func protocols(_ set: ProtocolSet) -> String {
    set.ranges.map { range in
      range.count > 4
        ? "protocols \(range.lowerBound)–\(range.upperBound)"
        : range.map(IPProtocol.name).joined(separator: "/")
    }.joined(separator: "/")
  }

  private var types: String {
    icmpTypes.ranges.map { range in
      let first = range.lowerBound >> 8
      let last = range.upperBound >> 8
      let whole = range.lowerBound & 255 == 0 && range.upperBound & 255 == 255
      if whole { return first == last ? "\(first)" : "\(first)–\(last)" }
      return range.lowerBound == range.upperBound
        ? "\(first)/\(range.lowerBound & 255)"
        : "\(first)/\(range.lowerBound & 255)–\(last)/\(range.upperBound & 255)"
    }.joined(separator: ", ")
  }

  private static func numbers(_ set: PortSet) -> String {
    set.ranges.map { range in
      range.lowerBound == range.upperBound
        ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }.joined(separator: ", ")
  }

  /// More ranges than this are counted instead of listed: a report line is to be read.
  private static var listed: Int { 4 }

  /// `nil` when the set is everything that the families allow.
  private static func name(_ set: AddressSet, _ families: Set<AddressFamily>, _ names: AddressNames) -> String? {
    let relevant = AddressFamily.allCases.filter(families.contains)
    if relevant.allSatisfy(set.coversWorld) { return nil }
    if relevant.allSatisfy({ set.ranges(of: $0) == AddressSet.internet.ranges(of: $0) }) {
      return relevant.count > 1 ? "the Internet" : relevant == [.ipv4] ? "the IPv4 Internet" : "the IPv6 Internet"
    }
    let parts = relevant.flatMap { set.ranges(of: $0) }
    let outside = relevant.flatMap { set.complement.ranges(of: $0) }
    if outside.count < parts.count, outside.count <= listed {
      return "all but " + outside.map(\.description).joined(separator: ", ")
    }
    if parts.count > listed, let text = names.text(set, relevant, atMost: listed) { return text }
    let shown = parts.prefix(listed).map(\.description).joined(separator: ", ")
    return parts.count > listed ? "\(shown) and \(parts.count - listed) more" : shown
  }
}

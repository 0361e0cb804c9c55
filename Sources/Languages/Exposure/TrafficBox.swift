/// Packets described by one set for each dimension: what a simple rule matches, and what a report shows.
///
/// A box is the product of its sets. Ports restrict only protocols that have ports, ICMP types only ICMP: a
/// box with ports never contains ICMP, a box with ICMP types never contains TCP.
public struct TrafficBox: Hashable, Sendable {
  /// The families that the box extends to; the addresses restrict each of them.
  public var families: Set<AddressFamily>
  public var sources: AddressSet
  public var destinations: AddressSet
  public var protocols: ProtocolSet
  public var sourcePorts: PortSet
  public var destinationPorts: PortSet
  /// `type << 8 | code`.
  public var icmpTypes: IntervalSet<UInt16>
  public var inInterfaces: InterfaceSet
  public var outInterfaces: InterfaceSet

  /// A box that is unrestricted in every dimension not given.
  ///
  /// Restricting addresses to one family restricts the box to it: an empty half means "no packet of that
  /// family".
  public init(
    families: Set<AddressFamily> = [.ipv4, .ipv6], sources: AddressSet = .all,
    destinations: AddressSet = .all, protocols: ProtocolSet = .full, sourcePorts: PortSet = .full,
    destinationPorts: PortSet = .full, icmpTypes: IntervalSet<UInt16> = .full,
    inInterfaces: InterfaceSet = .all, outInterfaces: InterfaceSet = .all
  ) {
    self.families = families
    self.sources = sources
    self.destinations = destinations
    self.protocols = protocols
    self.sourcePorts = sourcePorts
    self.destinationPorts = destinationPorts
    self.icmpTypes = icmpTypes
    self.inInterfaces = inInterfaces
    self.outInterfaces = outInterfaces
  }

  /// The protocols of the box in one family, after what ports and ICMP types imply.
  func effectiveProtocols(_ family: AddressFamily) -> ProtocolSet {
    var effective = protocols
    if !sourcePorts.isFull || !destinationPorts.isFull {
      effective = effective.intersection(IPProtocol.withPorts)
    }
    if !icmpTypes.isFull {
      let icmp = family == .ipv4 ? IPProtocol.icmp : IPProtocol.icmpv6
      effective = effective.intersection(ProtocolSet(members: [icmp]))
    }
    return effective
  }

  /// The part of its families' packets that the box holds, from 0 to 1, as the product over addresses,
  /// protocols and ports. Interfaces do not count: names have no size.
  public var share: Double {
    let addresses = AddressFamily.allCases.filter(families.contains).map { family in
      family == .ipv4
        ? sources.ipv4.share * destinations.ipv4.share : sources.ipv6.share * destinations.ipv6.share
    }
    let services = protocols.share * sourcePorts.share * destinationPorts.share * icmpTypes.share
    return addresses.reduce(0, +) / 2 * services
  }
}

/// One packet's coordinates, to ask a ``TrafficSet`` about.
public struct Packet: Hashable, Sendable {
  public var source: Address
  public var destination: Address
  public var `protocol`: UInt8
  public var sourcePort: UInt16
  public var destinationPort: UInt16
  /// `type << 8 | code`.
  public var icmpType: UInt16
  /// The names of the interfaces; at most ``InterfaceSet/nameLimit`` bytes.
  public var inInterface: String
  public var outInterface: String

  /// A packet; what its protocol does not have is ignored. Both addresses are of one family.
  public init(
    source: Address, destination: Address, protocol: UInt8, sourcePort: UInt16 = 0,
    destinationPort: UInt16 = 0, icmpType: UInt16 = 0, inInterface: String = "eth0",
    outInterface: String = "eth0"
  ) {
    self.source = source
    self.destination = destination
    self.protocol = `protocol`
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
    self.icmpType = icmpType
    self.inInterface = inInterface
    self.outInterface = outInterface
  }

  fileprivate func value(_ dimension: Dimension) -> UInt128 {
    switch dimension {
    case .family: UInt128(source.family.rawValue)
    case .inInterface: InterfaceSet(name: inInterface)?.points.ranges.first?.lowerBound ?? 0
    case .outInterface: InterfaceSet(name: outInterface)?.points.ranges.first?.lowerBound ?? 0
    case .destination: destination.value
    case .protocol: UInt128(`protocol`)
    case .destinationPort: UInt128(destinationPort)
    case .sourcePort: UInt128(sourcePort)
    case .icmpType: UInt128(icmpType)
    case .source: source.value
    }
  }
}

extension TrafficSet {
  /// Whether `packet` is in the set.
  public func contains(_ packet: Packet) -> Bool {
    var diagram = diagram
    while case .branch(let branch) = diagram {
      let value = packet.value(branch.dimension)
      var low = 0
      var high = branch.segments.count - 1
      while low < high {
        let middle = (low + high) / 2
        if branch.segments[middle].last < value { low = middle + 1 } else { high = middle }
      }
      diagram = branch.segments[low].next
    }
    return diagram == .all
  }
}

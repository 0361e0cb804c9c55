import Exposure

/// A seeded generator (SplitMix64), so that every run sees the same inputs.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A small world in which rule lists collide often: eight addresses of each family, eight ports, three
/// interfaces.
enum SmallWorld {
  static let v4Base: UInt32 = 0x0A00_0000
  static let v6Base: UInt128 = 0x2001_0DB8 << 96

  static func address(_ index: Int, _ family: AddressFamily) -> Address {
    family == .ipv4 ? Address(ipv4: v4Base + UInt32(index)) : Address(ipv6: v6Base + UInt128(index))
  }

  /// Every combination of the coordinates that rules are made of.
  static let packets: [Packet] = {
    var packets: [Packet] = []
    for family in AddressFamily.allCases {
      for place in 0..<12 {
        for number in [UInt8(1), 6, 17, 58] {
          for port in 0..<4 {
            for interface in ["lo", "eth0"] {
              packets.append(
                Packet(
                  source: address(place / 3 * 2, family), destination: address(place % 3, family),
                  protocol: number, sourcePort: UInt16(port % 2), destinationPort: UInt16(port * 2),
                  icmpType: UInt16(port) << 8, inInterface: interface))
            }
          }
        }
      }
    }
    return packets
  }()

  static func box(_ generator: inout Generator) -> TrafficBox {
    var box = TrafficBox()
    func some(_ chance: Int) -> Bool { Int.random(in: 0..<10, using: &generator) < chance }
    if some(3) { box.families = [Bool.random(using: &generator) ? .ipv4 : .ipv6] }
    if some(6) { box.sources = addresses(&generator) }
    if some(4) { box.destinations = addresses(&generator) }
    if some(6) {
      box.protocols = ProtocolSet(members: [UInt8(1), 6, 17, 58].filter { _ in some(5) })
    }
    if some(5) { box.destinationPorts = ports(&generator) }
    if some(2) { box.sourcePorts = ports(&generator) }
    if some(1) { box.icmpTypes = IntervalSet(UInt16(0)...UInt16(511)) }
    if some(3), let interface = InterfaceSet(name: "lo") {
      box.inInterfaces = some(5) ? interface : interface.complement
    }
    return box
  }

  private static func ports(_ generator: inout Generator) -> PortSet {
    let low = UInt16.random(in: 0...6, using: &generator)
    let set = PortSet(low...UInt16.random(in: low...8, using: &generator))
    return Bool.random(using: &generator) ? set : set.complement
  }

  private static func addresses(_ generator: inout Generator) -> AddressSet {
    let low = Int.random(in: 0...6, using: &generator)
    let high = Int.random(in: low...8, using: &generator)
    let ranges = AddressFamily.allCases.compactMap { AddressRange(address(low, $0), address(high, $0)) }
    let set = AddressSet(ranges)
    return Bool.random(using: &generator) ? set : set.complement
  }
}

/// Membership in a box straight from its definition, the yardstick for ``TrafficSet``.
extension TrafficBox {
  func matches(_ packet: Packet) -> Bool {
    let hasPorts = [6, 17, 33, 132, 136].contains(packet.protocol)
    let icmp: UInt8 = packet.source.family == .ipv4 ? 1 : 58
    return families.contains(packet.source.family) && sources.contains(packet.source)
      && destinations.contains(packet.destination) && protocols.contains(packet.protocol)
      && (sourcePorts.isFull || hasPorts && sourcePorts.contains(packet.sourcePort))
      && (destinationPorts.isFull || hasPorts && destinationPorts.contains(packet.destinationPort))
      && (icmpTypes.isFull || packet.protocol == icmp && icmpTypes.contains(packet.icmpType))
      && inInterfaces.contains(packet.inInterface) && outInterfaces.contains(packet.outInterface)
  }
}

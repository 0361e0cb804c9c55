/// The coordinates of a packet that a firewall decides by, in the order that ``TrafficSet`` branches on them.
///
/// The source comes last so that "who may reach this?" is read off the leaves: the set of sources that
/// reach one (destination, protocol, port) is one leaf, whichever rules made it.
public enum Dimension: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case family
  case inInterface
  case outInterface
  case destination
  case `protocol`
  case destinationPort
  case sourcePort
  /// `type << 8 | code` of ICMP and ICMPv6.
  case icmpType
  case source

  public static func < (left: Dimension, right: Dimension) -> Bool { left.rawValue < right.rawValue }

  /// The highest value of this coordinate; addresses depend on the family.
  func lastValue(_ family: AddressFamily) -> UInt128 {
    switch self {
    case .family: 1
    case .inInterface, .outInterface: .max
    case .destination, .source: family.lastAddress
    case .protocol: 255
    case .destinationPort, .sourcePort, .icmpType: 65535
    }
  }
}

/// The two address families that firewalls filter.
public enum AddressFamily: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case ipv4 = 0
  case ipv6 = 1

  /// The number of bits in an address: 32 or 128.
  public var bits: Int { self == .ipv4 ? 32 : 128 }

  /// The highest address as an integer.
  public var lastAddress: UInt128 { self == .ipv4 ? UInt128(UInt32.max) : .max }

  public static func < (left: AddressFamily, right: AddressFamily) -> Bool { left.rawValue < right.rawValue }
}

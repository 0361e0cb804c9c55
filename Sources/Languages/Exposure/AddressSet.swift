/// A set of IPv4 and IPv6 addresses.
public struct AddressSet: Hashable, Sendable {
  /// The IPv4 members.
  public let ipv4: IntervalSet<UInt32>

  /// The IPv6 members.
  public let ipv6: IntervalSet<UInt128>

  /// A set from its two halves.
  public init(ipv4: IntervalSet<UInt32> = .init(), ipv6: IntervalSet<UInt128> = .init()) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  /// The union of ranges in any order.
  public init(_ ranges: some Sequence<AddressRange>) {
    var low: [ClosedRange<UInt32>] = []
    var high: [ClosedRange<UInt128>] = []
    for range in ranges {
      switch range.family {
      case .ipv4:
        low.append(
          UInt32(truncatingIfNeeded: range.first.value)...UInt32(truncatingIfNeeded: range.last.value))
      case .ipv6: high.append(range.first.value...range.last.value)
      }
    }
    self.init(ipv4: IntervalSet(low), ipv6: IntervalSet(high))
  }

  /// The addresses of one range.
  public init(_ range: AddressRange) { self.init([range]) }

  /// The addresses of one prefix.
  public init(_ prefix: Prefix) { self.init([AddressRange(prefix)]) }

  /// The empty set.
  public static var none: AddressSet { AddressSet() }

  /// Every address of both families.
  public static var all: AddressSet { AddressSet(ipv4: .full, ipv6: .full) }

  /// Every address of one family.
  public static func all(_ family: AddressFamily) -> AddressSet {
    family == .ipv4 ? AddressSet(ipv4: .full) : AddressSet(ipv6: .full)
  }

  /// The members as ascending ranges, IPv4 first.
  public var ranges: [AddressRange] {
    AddressFamily.allCases.flatMap { ranges(of: $0) }
  }

  /// The members of one family as ascending ranges.
  public func ranges(of family: AddressFamily) -> [AddressRange] {
    switch family {
    case .ipv4:
      ipv4.ranges.compactMap { AddressRange(Address(ipv4: $0.lowerBound), Address(ipv4: $0.upperBound)) }
    case .ipv6:
      ipv6.ranges.compactMap { AddressRange(Address(ipv6: $0.lowerBound), Address(ipv6: $0.upperBound)) }
    }
  }

  /// Whether there are no members.
  public var isEmpty: Bool { ipv4.isEmpty && ipv6.isEmpty }

  /// The number of members of a family; `UInt128.max` for all of IPv6, whose count needs one bit more.
  public func count(of family: AddressFamily) -> UInt128 { family == .ipv4 ? ipv4.count : ipv6.count }

  /// Whether `address` is a member.
  public func contains(_ address: Address) -> Bool {
    switch address.family {
    case .ipv4: ipv4.contains(UInt32(truncatingIfNeeded: address.value))
    case .ipv6: ipv6.contains(address.value)
    }
  }

  /// The members of either set.
  public func union(_ other: AddressSet) -> AddressSet {
    AddressSet(ipv4: ipv4.union(other.ipv4), ipv6: ipv6.union(other.ipv6))
  }

  /// The members of both sets.
  public func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(ipv4: ipv4.intersection(other.ipv4), ipv6: ipv6.intersection(other.ipv6))
  }

  /// The members of this set that are not in `other`.
  public func subtracting(_ other: AddressSet) -> AddressSet {
    AddressSet(ipv4: ipv4.subtracting(other.ipv4), ipv6: ipv6.subtracting(other.ipv6))
  }

  /// Every address of both families that is not a member.
  public var complement: AddressSet { AddressSet(ipv4: ipv4.complement, ipv6: ipv6.complement) }

  /// Whether every member is also in `other`.
  public func isSubset(of other: AddressSet) -> Bool { subtracting(other).isEmpty }
}

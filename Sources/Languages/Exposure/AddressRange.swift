/// The addresses from a first to a last one of the same family.
public struct AddressRange: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The lowest address of the range.
  public let first: Address

  /// The highest address of the range; never below ``first``, always of its family.
  public let last: Address

  /// One address.
  public init(_ address: Address) {
    first = address
    last = address
  }

  /// `nil` when the families differ or the bounds are the wrong way round.
  public init?(_ first: Address, _ last: Address) {
    guard first.family == last.family, first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// The addresses of a CIDR prefix.
  public init(_ prefix: Prefix) {
    first = prefix.address
    last = prefix.lastAddress
  }

  /// The family of both bounds.
  public var family: AddressFamily { first.family }

  /// The fewest CIDR prefixes that together are this range, ascending.
  public var prefixes: [Prefix] {
    var found: [Prefix] = []
    var next = first.value
    while true {
      let remaining = last.value - next
      // The widest block that starts here is limited by alignment and by what is left.
      var hostBits = Swift.min(next == 0 ? family.bits : next.trailingZeroBitCount, family.bits)
      while Prefix.hostMask(hostBits) > remaining { hostBits -= 1 }
      if let address = Address(family: family, value: next),
        let prefix = Prefix(address, length: family.bits - hostBits)
      {
        found.append(prefix)
      }
      let (following, overflow) = (next | Prefix.hostMask(hostBits)).addingReportingOverflow(1)
      if overflow || following > last.value { return found }
      next = following
    }
  }

  public static func < (left: AddressRange, right: AddressRange) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }

  /// An address, a CIDR prefix where the range is one, or `first–last`.
  public var description: String {
    if first == last { return first.description }
    let prefixes = prefixes
    return prefixes.count == 1 ? prefixes[0].description : "\(first)–\(last)"
  }
}

/// One IPv4 or IPv6 address.
///
/// Parsing is strict: dotted decimal without leading zeros (RFC 6943 section 3.1.1 tells why the loose
/// forms are dangerous) and RFC 4291 section 2.2 text for IPv6, without a zone.
public struct Address: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The family that the value belongs to.
  public let family: AddressFamily

  /// The address as an integer, most significant octet first; below 2^32 for IPv4.
  public let value: UInt128

  /// An IPv4 address from its 32 bits.
  public init(ipv4 value: UInt32) {
    family = .ipv4
    self.value = UInt128(value)
  }

  /// An IPv6 address from its 128 bits.
  public init(ipv6 value: UInt128) {
    family = .ipv6
    self.value = value
  }

  /// An address of `family`; `nil` when the value has more bits than the family.
  public init?(family: AddressFamily, value: UInt128) {
    guard value <= family.lastAddress else { return nil }
    self.family = family
    self.value = value
  }

  /// Reads `192.0.2.1` or `2001:db8::1`; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    // The longest text is eight groups, the last two written as dotted decimal: 45 characters.
    guard bytes.count <= 45 else { return nil }
    if bytes.contains(UInt8(ascii: ":")) {
      guard let value = Self.parseIPv6(bytes) else { return nil }
      self.init(ipv6: value)
    } else {
      guard let value = Self.parseIPv4(bytes[...]) else { return nil }
      self.init(ipv4: value)
    }
  }

  public static func < (left: Address, right: Address) -> Bool {
    (left.family, left.value) < (right.family, right.value)
  }

  public var description: String {
    family == .ipv4 ? Self.printIPv4(UInt32(truncatingIfNeeded: value)) : Self.printIPv6(value)
  }

  private static func parseIPv4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard let octet = decimal(part, limit: 255) else { return nil }
      value = value << 8 | UInt32(octet)
    }
    return value
  }

  /// A decimal number without sign or leading zeros, at most `limit`.
  static func decimal(_ bytes: ArraySlice<UInt8>, limit: Int) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 10, bytes.count == 1 || bytes.first != UInt8(ascii: "0") else {
      return nil
    }
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value <= limit ? value : nil
  }

  private static func parseIPv6(_ bytes: [UInt8]) -> UInt128? {
    var before: [UInt16] = []
    var after: [UInt16]?
    var rest = bytes[...]
    if rest.starts(with: [0x3a, 0x3a]) {
      after = []
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x3a) ?? rest.endIndex
      let isLast = end == rest.endIndex
      guard let groups = groups(rest[..<end], isLast: isLast) else { return nil }
      if after == nil { before += groups } else { after? += groups }
      guard !isLast else { break }
      rest = rest[(end + 1)...]
      if rest.first == 0x3a {
        guard after == nil else { return nil }
        after = []
        rest = rest.dropFirst()
      } else if rest.isEmpty {
        return nil
      }
    }
    return assemble(before, after)
  }

  /// One hexadecimal group, or the dotted decimal that may end an address (two groups).
  private static func groups(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
    if isLast, bytes.contains(UInt8(ascii: ".")) {
      return parseIPv4(bytes).map { [UInt16($0 >> 16), UInt16(truncatingIfNeeded: $0)] }
    }
    guard (1...4).contains(bytes.count) else { return nil }
    var value: UInt16 = 0
    for byte in bytes {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return [value]
  }

  /// Joins the groups on both sides of `::`, which stands for at least one zero group.
  private static func assemble(_ before: [UInt16], _ after: [UInt16]?) -> UInt128? {
    var groups = before
    if let after {
      guard before.count + after.count <= 7 else { return nil }
      groups += Array(repeating: 0, count: 8 - before.count - after.count) + after
    }
    guard groups.count == 8 else { return nil }
    return groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
  }

  private static func printIPv4(_ value: UInt32) -> String {
    "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
  }

  /// RFC 5952 text: lower case, no leading zeros, the longest run of two or more zero groups as `::`.
  private static func printIPv6(_ value: UInt128) -> String {
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> UInt128(112 - 16 * $0)) }
    var best = 0..<0
    var index = 0
    while index < 8 {
      let end = groups[index...].firstIndex { $0 != 0 } ?? 8
      if end - index > Swift.max(best.count, 1) { best = index..<end }
      index = Swift.max(end, index + 1)
    }
    func text(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best.isEmpty
      ? text(groups[...]) : text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}

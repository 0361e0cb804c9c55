/// A set of network interface names, exact for single names, for `eth+` / `eth*` patterns and for negations.
///
/// A name of at most 15 bytes (Linux `IFNAMSIZ` less the NUL) is one point of a 128-bit line ordered as
/// text, so a pattern is a range of it and the algebra is that of ``IntervalSet``.
public struct InterfaceSet: Hashable, Sendable, CustomStringConvertible {
  /// The names as points of the line: their bytes, most significant first, padded with zeros.
  public let points: IntervalSet<UInt128>

  /// The longest interface name in bytes.
  public static var nameLimit: Int { 15 }

  /// A set from its points.
  public init(points: IntervalSet<UInt128>) { self.points = points }

  /// The one interface of that name; `nil` for a name that no interface can have.
  public init?(name: String) {
    guard let point = Self.point(name) else { return nil }
    points = IntervalSet(point...point)
  }

  /// Every interface whose name starts with `prefix`; `nil` for a prefix that is too long.
  public init?(prefix: String) {
    if prefix.isEmpty {
      points = .full
      return
    }
    guard let low = Self.point(prefix) else { return nil }
    points = IntervalSet(low...(low | Prefix.hostMask(8 * (16 - prefix.utf8.count))))
  }

  /// Every interface.
  public static var all: InterfaceSet { InterfaceSet(points: .full) }

  /// The loopback interface, which no packet from outside arrives on.
  public static var loopback: InterfaceSet {
    InterfaceSet(points: IntervalSet(members: [0x6C6F << 112]))
  }

  /// The names that are not in this set.
  public var complement: InterfaceSet { InterfaceSet(points: points.complement) }

  /// The names in either set.
  public func union(_ other: InterfaceSet) -> InterfaceSet {
    InterfaceSet(points: points.union(other.points))
  }

  /// The names in both sets.
  public func intersection(_ other: InterfaceSet) -> InterfaceSet {
    InterfaceSet(points: points.intersection(other.points))
  }

  /// Whether the interface of that name is a member.
  public func contains(_ name: String) -> Bool { Self.point(name).map(points.contains) ?? false }

  private static func point(_ name: String) -> UInt128? {
    let bytes = Array(name.utf8)
    guard (1...nameLimit).contains(bytes.count), !bytes.contains(0) else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt128($1) } << UInt128(8 * (16 - bytes.count))
  }

  /// `any`, `eth0, wg*` or `not lo`, whichever is shorter.
  public var description: String {
    if points.isFull { return "any" }
    if points.isEmpty { return "none" }
    let outside = points.complement
    return outside.ranges.count < points.ranges.count
      ? "not " + Self.names(outside) : Self.names(points)
  }

  private static func names(_ points: IntervalSet<UInt128>) -> String {
    points.ranges.map { range in
      let text = name(range.lowerBound)
      if range.lowerBound == range.upperBound { return text }
      let free = UInt128(16 - text.utf8.count) * 8
      let pattern = range.lowerBound | (free == 128 ? .max : UInt128.max >> (128 - free))
      return pattern == range.upperBound ? text + "*" : "\(text)–\(name(range.upperBound))"
    }.joined(separator: ", ")
  }

  private static func name(_ point: UInt128) -> String {
    let bytes = (0..<16).map { UInt8(truncatingIfNeeded: point >> UInt128(120 - 8 * $0)) }
    return String(decoding: bytes.prefix { $0 != 0 && $0 != 255 }, as: UTF8.self)
  }
}

extension AddressSet {
  /// Whether all addresses of a family are members, however they are written (`0.0.0.0/1` and `128.0.0.0/1`).
  public func coversWorld(_ family: AddressFamily) -> Bool {
    family == .ipv4 ? ipv4.isFull : ipv6.isFull
  }

  /// The part of the public Internet that may be missing from a set that still counts as "the world": one
  /// sixteenth. Rule sets that drop bogons and a blocklist and then accept everybody are open to the world;
  /// so is a list of prefixes that leaves a token hole.
  public static var toleratedGap: Double { 1.0 / 16 }

  /// Whether the members are the public addresses of a family but for ``toleratedGap`` of them.
  public func coversInternet(_ family: AddressFamily) -> Bool {
    let missing = Self.internet.subtracting(self)
    switch family {
    case .ipv4: return missing.ipv4.share <= Self.internet.ipv4.share * Self.toleratedGap
    case .ipv6: return missing.ipv6.share <= Self.internet.ipv6.share * Self.toleratedGap
    }
  }

  /// `127.0.0.0/8` and `::1`, at which a host reaches itself.
  public static var loopback: AddressSet {
    AddressSet(ipv4: IntervalSet(0x7F00_0000...0x7FFF_FFFF), ipv6: IntervalSet(1...1))
  }

  /// The addresses that a stranger's packet can come from: IPv4 unicast without the blocks that IANA's
  /// special-purpose registry (RFC 6890) marks as not globally reachable, and the IPv6 global unicast block
  /// `2000::/3` (RFC 4291 section 2.4).
  public static var internet: AddressSet {
    let reserved: [(UInt32, Int)] = [
      (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
      (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
      (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 3),
    ]
    let blocks = reserved.map { base, length in base...(base | (UInt32.max >> UInt32(length))) }
    let globalUnicast: UInt128 = 1 << 125
    return AddressSet(
      ipv4: IntervalSet(blocks).complement, ipv6: IntervalSet(globalUnicast...(globalUnicast << 1 - 1)))
  }

  /// Whether it holds a large part of all addresses, as no list of known hosts does.
  public var isVast: Bool { ipv4.share >= 1.0 / 256 || ipv6.share >= 1.0 / 256 }
}

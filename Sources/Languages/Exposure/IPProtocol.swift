/// The protocol numbers that firewall rules name, from IANA's "Assigned Internet Protocol Numbers".
public enum IPProtocol {
  public static let icmp: UInt8 = 1
  public static let tcp: UInt8 = 6
  public static let udp: UInt8 = 17
  public static let icmpv6: UInt8 = 58
  public static let sctp: UInt8 = 132

  /// The protocols whose header starts with a source and a destination port: TCP, UDP, DCCP, SCTP, UDP-Lite.
  public static let withPorts = ProtocolSet(members: [tcp, udp, 33, sctp, 136])

  /// The keywords of `/etc/protocols` that rules are written with; the first of a number is the one shown.
  private static let names: [(name: String, number: UInt8)] = [
    ("icmp", 1), ("igmp", 2), ("ipip", 4), ("ipencap", 4), ("tcp", 6), ("udp", 17), ("dccp", 33),
    ("ipv6", 41),
    ("ipv6-route", 43), ("ipv6-frag", 44), ("gre", 47), ("esp", 50), ("ipv6-crypt", 50), ("ah", 51),
    ("ipv6-auth", 51), ("icmpv6", 58), ("ipv6-icmp", 58), ("ipv6-nonxt", 59), ("ipv6-opts", 60), ("ospf", 89),
    ("pim", 103), ("comp", 108), ("ipcomp", 108), ("vrrp", 112), ("l2tp", 115), ("sctp", 132), ("mh", 135),
    ("mobility-header", 135), ("udplite", 136),
  ]

  /// The number that a keyword (any case) or a decimal number stands for.
  public static func number(_ text: some StringProtocol) -> UInt8? {
    if let number = Address.decimal(Array(text.utf8)[...], limit: 255) { return UInt8(number) }
    let lower = text.lowercased()
    return names.first { $0.name == lower }?.number
  }

  /// The keyword of a number, or `protocol 99`.
  public static func name(_ number: UInt8) -> String {
    names.first { $0.number == number }?.name ?? "protocol \(number)"
  }
}

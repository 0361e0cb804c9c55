import Exposure

/// What a text is, for those who look for rules.
public enum FirewallText {
  /// Whether it is an address, a prefix or a range, or `!` and one.
  public static func isAddress(_ text: String) -> Bool { AddressText.range(text.drop { $0 == "!" }) != nil }
}

/// Addresses as packet filters write them.
enum AddressText {
  /// Reads an address, a prefix (host bits are cleared, as the kernel does), an address with a contiguous
  /// netmask or `first-last`. Names are not resolved: their meaning is elsewhere.
  static func range(_ text: some StringProtocol) -> AddressRange? {
    if let dash = text.firstIndex(of: "-") {
      guard let first = Address(text[..<dash]), let last = Address(text[text.index(after: dash)...]) else {
        return nil
      }
      return AddressRange(first, last)
    }
    if let slash = text.firstIndex(of: "/"), text[slash...].contains(where: { $0 == "." || $0 == ":" }) {
      guard let address = Address(text[..<slash]), let mask = Address(text[text.index(after: slash)...]),
        mask.family == address.family
      else { return nil }
      let host = mask.value ^ mask.family.lastAddress
      // A contiguous mask leaves host bits of the form 0…01…1.
      guard host & (host &+ 1) == 0 else { return nil }
      let length = mask.family.bits - (128 - host.leadingZeroBitCount)
      return Prefix(address, length: length).map { AddressRange($0) }
    }
    return (try? Prefix(parsing: text, clearingHostBits: true)).map { AddressRange($0) }
  }
}

/// Ports, protocols and ICMP types as packet filters write them.
enum ServiceText {
  /// The `/etc/services` names that rule files use; any other name is unknown rather than guessed.
  private static let ports: [String: UInt16] = [
    "ftp-data": 20, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "time": 37, "domain": 53, "bootps": 67,
    "bootpc": 68, "tftp": 69, "gopher": 70, "finger": 79, "http": 80, "www": 80, "kerberos": 88, "pop3": 110,
    "sunrpc": 111, "auth": 113, "nntp": 119, "ntp": 123, "epmap": 135, "loc-srv": 135, "netbios-ns": 137,
    "netbios-dgm": 138, "netbios-ssn": 139, "imap": 143, "imap2": 143, "snmp": 161, "snmp-trap": 162,
    "bgp": 179,
    "irc": 194, "ldap": 389, "https": 443, "microsoft-ds": 445, "submissions": 465, "isakmp": 500,
    "exec": 512,
    "login": 513, "shell": 514, "syslog": 514, "printer": 515, "ipp": 631, "dhcpv6-client": 546,
    "dhcpv6-server": 547, "submission": 587, "ldaps": 636, "rsync": 873, "ftps": 990, "imaps": 993,
    "pop3s": 995,
    "ms-sql-s": 1433, "openvpn": 1194, "radius": 1812, "nfs": 2049, "mysql": 3306, "ms-wbt-server": 3389,
    "svn": 3690, "ipsec-nat-t": 4500, "sip": 5060, "mdns": 5353, "postgresql": 5432, "redis": 6379,
    "http-alt": 8080,
  ]

  static func port(_ text: some StringProtocol) -> UInt16? {
    if let number = UInt16(text) { return number }
    return ports[text.lowercased()]
  }

  /// Reads `22`, `ssh`, `1024:2048`, `:1023` or `1024:` with the format's separator.
  static func ports(_ text: String, separator: Character) -> ClosedRange<UInt16>? {
    if let single = port(text) { return single...single }
    guard let place = text.firstIndex(of: separator) else { return nil }
    let low = text[..<place]
    let high = text[text.index(after: place)...]
    guard let first = low.isEmpty ? 0 : port(low), let last = high.isEmpty ? UInt16.max : port(high),
      first <= last
    else { return nil }
    return first...last
  }

  /// Reads `22` or `1024-2048`, numbers only.
  static func numbers(_ text: some StringProtocol) -> ClosedRange<UInt16>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap({ UInt16($0) }) else { return nil }
    if parts.count == 1 { return first...first }
    guard parts.count == 2, let last = UInt16(parts[1]), first <= last else { return nil }
    return first...last
  }

  private static let typesIPv4: [String: UInt16] = [
    "echo-reply": 0, "pong": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5,
    "echo-request": 8, "ping": 8, "router-advertisement": 9, "router-solicitation": 10, "time-exceeded": 11,
    "ttl-exceeded": 11, "parameter-problem": 12, "timestamp-request": 13, "timestamp-reply": 14,
    "info-request": 15, "info-reply": 16, "address-mask-request": 17, "address-mask-reply": 18,
  ]

  private static let typesIPv6: [String: UInt16] = [
    "destination-unreachable": 1, "packet-too-big": 2, "time-exceeded": 3, "ttl-exceeded": 3,
    "parameter-problem": 4, "echo-request": 128, "ping": 128, "echo-reply": 129, "pong": 129,
    "mld-listener-query": 130, "mld-listener-report": 131, "mld-listener-done": 132,
    "mld-listener-reduction": 132, "router-solicitation": 133, "nd-router-solicit": 133,
    "router-advertisement": 134, "nd-router-advert": 134, "neighbour-solicitation": 135,
    "neighbor-solicitation": 135, "nd-neighbor-solicit": 135, "neighbour-advertisement": 136,
    "neighbor-advertisement": 136, "nd-neighbor-advert": 136, "redirect": 137, "nd-redirect": 137,
    "router-renumbering": 138, "mld2-listener-report": 143,
  ]

  /// Codes of "destination unreachable" that iptables names on their own.
  private static let unreachable: [String: UInt16] = [
    "network-unreachable": 0, "host-unreachable": 1, "protocol-unreachable": 2, "port-unreachable": 3,
    "fragmentation-needed": 4, "source-route-failed": 5, "host-prohibited": 10,
    "communication-prohibited": 13,
  ]

  /// Reads `echo-request`, `8`, `3/4` or `any` into `type << 8 | code`.
  static func icmpTypes(_ text: some StringProtocol, _ family: AddressFamily) -> ClosedRange<UInt16>? {
    let name = text.lowercased()
    if name == "any" { return 0...UInt16.max }
    if family == .ipv4, let code = unreachable[name] { return (3 << 8 | code)...(3 << 8 | code) }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let names = family == .ipv4 ? typesIPv4 : typesIPv6
    guard let type = names[String(parts[0])] ?? UInt8(parts[0]).map(UInt16.init) else { return nil }
    if parts.count == 1 { return (type << 8)...(type << 8 | 255) }
    guard parts.count == 2, let code = UInt8(parts[1]) else { return nil }
    return (type << 8 | UInt16(code))...(type << 8 | UInt16(code))
  }

  private static let stateNames: [String: ConnectionStates] = [
    "new": .new, "established": .established, "related": .related, "invalid": .invalid,
    "untracked": .untracked,
  ]

  /// Reads one connection state, any case; `nil` for the virtual states `SNAT` and `DNAT` and for typing
  /// errors.
  static func state(_ text: some StringProtocol) -> ConnectionStates? { stateNames[text.lowercased()] }

  private static let flagBits: [String: UInt8] = [
    "fin": 1, "syn": 2, "rst": 4, "psh": 8, "ack": 16, "urg": 32, "ecn": 64, "cwr": 128,
    "all": 63, "none": 0,
  ]

  /// The flags of the packet that opens a TCP connection: SYN alone (RFC 9293 section 3.5).
  static let openingFlags: UInt8 = 2

  /// The bits of TCP flag names.
  static func tcpFlags(_ names: some Sequence<some StringProtocol>) -> UInt8? {
    var bits: UInt8 = 0
    for name in names {
      guard let bit = flagBits[name.lowercased()] else { return nil }
      bits |= bit
    }
    return bits
  }
}

import Exposure

extension NftSelector {
  private static let portProtocols: [String: ProtocolSet] = [
    "tcp": ProtocolSet(members: [6]), "udp": ProtocolSet(members: [17]), "dccp": ProtocolSet(members: [33]),
    "sctp": ProtocolSet(members: [132]), "udplite": ProtocolSet(members: [136]), "th": IPProtocol.withPorts,
  ]

  private static let interfaces: [String: NftSelector] = [
    "iif": .inInterface, "iifname": .inInterface, "oif": .outInterface, "oifname": .outInterface,
  ]

  /// Headers of which nothing is modelled, followed by the name of a field.
  private static let headers: Set<String> = [
    "ether", "vlan", "arp", "igmp", "ah", "esp", "comp", "gre", "vxlan", "geneve", "rt", "rt0", "rt2", "rt4",
    "srh", "hbh", "frag", "dst", "mh", "exthdr", "socket", "ipsec", "osf",
  ]

  /// Keywords of `meta` that may stand without it.
  private static let bare: Set<String> = [
    "mark", "skuid", "skgid", "pkttype", "cpu", "iiftype", "oiftype", "iifgroup", "oifgroup", "cgroup",
    "rtclassid",
    "nftrace", "priority", "length", "random", "time", "day", "hour",
  ]

  /// Reads a selector from the start of `tokens`; `nil` when none stands there.
  static func parse(_ tokens: ArraySlice<NftToken>) -> (selector: NftSelector, count: Int)? {
    guard let first = tokens.first, first.kind == .word else { return nil }
    let second = tokens.dropFirst().first?.text ?? ""
    if let selector = interfaces[first.text] { return (selector, 1) }
    if bare.contains(first.text) { return (.opaque(first.text), 1) }
    let text = "\(first.text) \(second)"
    if let protocols = portProtocols[first.text] {
      switch second {
      case "sport": return (.sourcePort(protocols), 2)
      case "dport": return (.destinationPort(protocols), 2)
      case "flags" where first.text == "tcp": return (.flags, 2)
      case "option": return (.opaque(words(tokens.prefix(4))), min(4, tokens.count))
      default: return (.opaque(text), 2)
      }
    }
    switch first.text {
    case "ip", "ip6": return (address(first.text == "ip" ? .ipv4 : .ipv6, second) ?? .opaque(text), 2)
    case "icmp": return (second == "type" ? .icmpType(.ipv4) : .opaque(text), 2)
    case "icmpv6": return (second == "type" ? .icmpType(.ipv6) : .opaque(text), 2)
    case "meta": return (meta(second) ?? .opaque(text), 2)
    case "ether" where second == "type": return (.family, 2)
    case "ct": return tracking(tokens)
    case "fib":
      let end = tokens.dropFirst().firstIndex { ["type", "oif", "oifname", "check"].contains($0.text) }
      let count = end.map { $0 - tokens.startIndex + 1 } ?? 2
      return (.opaque(words(tokens.prefix(count))), count)
    case "numgen": return (.opaque(words(tokens.prefix(4))), min(4, tokens.count))
    case _ where headers.contains(first.text): return (.opaque(text), 2)
    default: return nil
    }
  }

  private static func address(_ family: AddressFamily, _ field: String) -> NftSelector? {
    switch field {
    case "saddr": .source(family)
    case "daddr": .destination(family)
    case "protocol" where family == .ipv4: .protocol(.ipv4)
    case "nexthdr" where family == .ipv6: .protocol(.ipv6)
    default: nil
    }
  }

  private static func meta(_ field: String) -> NftSelector? {
    switch field {
    case "l4proto": .protocol(nil)
    case "nfproto", "protocol": .family
    default: interfaces[field]
    }
  }

  private static func tracking(_ tokens: ArraySlice<NftToken>) -> (NftSelector, Int) {
    let second = tokens.dropFirst().first?.text ?? ""
    if second == "state" { return (.state, 2) }
    var count = 2
    if second == "original" || second == "reply" { count += 1 }
    if tokens.count > count, ["ip", "ip6"].contains(tokens[tokens.startIndex + count - 1].text) {
      count += 1
    }
    return (.opaque(words(tokens.prefix(count))), min(count, tokens.count))
  }

  /// Tokens as one line of text.
  static func words(_ tokens: some Sequence<NftToken>) -> String {
    tokens.map { $0.kind == .string ? "\"\($0.text)\"" : $0.text }.joined(separator: " ")
  }
}

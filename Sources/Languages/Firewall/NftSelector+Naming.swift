import Exposure

extension NftSelector {
  /// Whether only the kernel can tell.
  var isOpaque: Bool {
    switch self {
    case .opaque, .flags: true
    default: false
    }
  }

  /// A name for terms: two rules that ask for the same get the same term.
  var name: String {
    switch self {
    case .source(let family): family == .ipv4 ? "ip saddr" : "ip6 saddr"
    case .destination(let family): family == .ipv4 ? "ip daddr" : "ip6 daddr"
    case .sourcePort: "sport"
    case .destinationPort: "dport"
    case .protocol: "l4proto"
    case .family: "nfproto"
    case .inInterface: "iifname"
    case .outInterface: "oifname"
    case .icmpType(let family): family == .ipv4 ? "icmp type" : "icmpv6 type"
    case .state: "ct state"
    case .flags: "tcp flags"
    case .opaque(let text): text
    }
  }
}

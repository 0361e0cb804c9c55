public import Findings

extension ChangeKind {
  /// Any source address can now send ICMP, such as the question whether the host is there (`ping`), and reaches no
  /// service by it.
  public static let networkIngressICMPWorld = ChangeKind(
    id: "network.ingress.icmp-world", title: "ICMP opened to the whole world",
    baseScore: BaseScore.low, direction: .loosens, reversible: true,
    why: "No service listens to ICMP, and much of it is needed for the network to work (RFC 4890); it tells strangers "
      + "that the host is there.",
    instead: "Allow the types that are needed, and limit their rate.")
}

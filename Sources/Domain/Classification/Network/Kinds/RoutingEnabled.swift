public import Findings

extension ChangeKind {
  /// A host is told to forward packets between its networks (`net.ipv4.ip_forward`); what it forwards is decided by its
  /// rules.
  public static let networkRoutingEnabled = ChangeKind(
    id: "network.routing.enabled", title: "Forwarding of packets switched on",
    baseScore: BaseScore.info, direction: .loosens, reversible: true,
    why: "A host that forwards joins the networks that it stands in, as far as its rules let it.",
    instead: "Nothing, where the host is a router or runs containers; see that its forward chain drops by default.")
}

public import Findings

extension ChangeKind {
  /// A host is no longer told to forward packets. The inverse of `network.routing.enabled`.
  public static let networkRoutingDisabled = ChangeKind(
    id: "network.routing.disabled", title: "Forwarding of packets no longer switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Containers and networks behind the host may lose their way out.",
    instead: "Nothing, unless the host is a router or runs containers.")
}

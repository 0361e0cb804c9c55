public import Findings

extension ChangeKind {
  /// A host, a set of pods or a security group may now open connections to more destinations or
  /// ports than before.
  public static let networkEgressOpened = ChangeKind(
    id: "network.egress.opened", title: "Egress opened",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "What may talk to the whole Internet can send data out and fetch the next stage of an attack.",
    instead: "Allow the destinations and ports that the service needs, or go through a proxy that keeps a "
      + "list.")
}

public import Findings

extension ChangeKind {
  /// Something behind a host or a cluster can now be reached from outside: by a rule that redirects
  /// connections, a Service of type LoadBalancer, a host port, or a published port of a
  /// container that runs a data store or remote administration.
  public static let networkNATExposed = ChangeKind(
    id: "network.nat.exposed", title: "Service exposed by forwarding",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Forwarded ports pass by the rules of the host behind which people believe the service to be.",
    instead: "Publish it on the loopback address or inside the network that needs it, or name the sources "
      + "that may come.")
}

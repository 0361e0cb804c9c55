public import Findings

extension ChangeKind {
  /// A port of a container is published on every address of its host, or a Service on a port of every node. Data stores and
  /// remote administration are `network.nat.exposed`, but for containers on the machine of whoever develops.
  public static let networkPortPublished = ChangeKind(
    id: "network.port.published", title: "Port of a host published for a container",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "Published ports are opened past the rules of the host, so a test service is often reachable by anyone who "
      + "reaches the host.",
    instead: "Publish it on 127.0.0.1 where only the host needs it, or leave it to the network of the "
      + "containers; in a cluster, use an Ingress.")
}

public import Findings

extension ChangeKind {
  /// A port of a container is published on every address of its host. Data stores and remote
  /// administration are `network.nat.exposed`.
  public static let networkPortPublished = ChangeKind(
    id: "network.port.published", title: "Container port published",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The engine opens published ports past the rules of the host, so a test service is often "
      + "reachable by anyone.",
    instead: "Publish it on 127.0.0.1 where only the host needs it, or leave it to the network of the "
      + "containers.")
}

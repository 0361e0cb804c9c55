public import Findings

extension ChangeKind {
  /// Sources that have only a name here may now connect: pods or namespaces by their labels, another
  /// security group, a prefix list, a service tag.
  public static let networkPeerWidened = ChangeKind(
    id: "network.peer.widened", title: "Named peer let in",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "Who stands behind the name is decided elsewhere, and may become more without a change here.",
    instead: "Name the narrowest peer that needs it, and the ports.")
}

public import Findings

extension ChangeKind {
  /// Any source address can now open connections to ports that are neither a usual web service, nor
  /// remote administration, nor a data store; those three have kinds of their own.
  public static let networkIngressWorld = ChangeKind(
    id: "network.ingress.world", title: "Ingress opened to the whole world",
    baseScore: 850, direction: .loosens, reversible: true,
    why: "Everything that listens on the opened ports, now or later, can be scanned and attacked "
      + "by anyone within minutes.",
    instead: "Name the source ranges that need it, or put the service behind a VPN, a bastion or a "
      + "load balancer.")
}

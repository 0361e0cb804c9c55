public import Findings

extension ChangeKind {
  /// Any source address can now reach the port of a database, a cache, a search index or a queue.
  public static let networkIngressDataWorld = ChangeKind(
    id: "network.ingress.data-world", title: "Data store opened to the whole world",
    baseScore: 930, direction: .loosens, reversible: true,
    why: "Exposed data stores are found by scanners within hours and are read, wiped or held to "
      + "ransom.",
    instead: "Allow only the subnets of the applications that use the data store.")
}

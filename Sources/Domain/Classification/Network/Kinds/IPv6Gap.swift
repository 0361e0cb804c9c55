public import Findings

extension ChangeKind {
  /// A rule set that governs both families keeps IPv4 out and lets everything of IPv6 in.
  public static let networkIPv6Gap = ChangeKind(
    id: "network.ipv6.gap", title: "IPv6 left open",
    baseScore: 500, direction: .loosens, reversible: true,
    why: "Most hosts have an IPv6 address today; what is closed over IPv4 stays reachable over IPv6.",
    instead: "Write the rules for both families (nft: a table of the family inet), or drop IPv6 altogether.")
}

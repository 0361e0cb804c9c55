public import Findings

extension ChangeKind {
  /// IPv6 is no longer left open beside a filter for IPv4. The inverse of `network.ipv6.gap`.
  public static let networkIPv6GapClosed = ChangeKind(
    id: "network.ipv6.gap-closed", title: "IPv6 filtered as well",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What came in over IPv6 unfiltered now meets rules.",
    instead: "Nothing, unless something needs a way in over IPv6.")
}

public import Findings

extension ChangeKind {
  /// Fewer sources, ports or protocols are let in than before. The inverse of the other `network.ingress`
  /// kinds.
  public static let networkIngressNarrowed = ChangeKind(
    id: "network.ingress.narrowed", title: "Ingress narrowed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Less can be reached than before; whoever relied on the closed path loses it.",
    instead: "Nothing, unless something still needs the closed path.")
}

public import Findings

extension ChangeKind {
  /// Fewer destinations, ports or protocols may be reached from here than before. The inverse of
  /// `network.egress.opened`.
  public static let networkEgressNarrowed = ChangeKind(
    id: "network.egress.narrowed", title: "Egress narrowed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Less can be reached from here than before; whatever relied on the closed path loses it.",
    instead: "Nothing, unless something still needs the closed path.")
}

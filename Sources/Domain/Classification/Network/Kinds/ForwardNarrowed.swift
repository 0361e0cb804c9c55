public import Findings

extension ChangeKind {
  /// The machine forwards less between networks than before. The inverse of `network.forward.opened`.
  public static let networkForwardNarrowed = ChangeKind(
    id: "network.forward.narrowed", title: "Forwarding narrowed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Less is forwarded than before; whoever relied on the closed path loses it.",
    instead: "Nothing, unless something still needs the closed path.")
}

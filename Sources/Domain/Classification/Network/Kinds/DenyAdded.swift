public import Findings

extension ChangeKind {
  /// A new rule drops or rejects packets that passed before. The inverse of `network.deny.removed`.
  public static let networkDenyAdded = ChangeKind(
    id: "network.deny.added", title: "Deny rule added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Less can be reached than before; whoever relied on the closed path loses it.",
    instead: "Nothing, unless something still needs the closed path.")
}

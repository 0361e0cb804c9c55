public import Findings

extension ChangeKind {
  /// The default policy of a base chain went from accept to drop. The inverse of `network.policy.default-
  /// accept`.
  public static let networkPolicyDefaultDrop = ChangeKind(
    id: "network.policy.default-drop", title: "Default policy changed to drop",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What no rule allows is now refused, which may cut off something that relied on the "
      + "default.",
    instead: "Nothing, unless a needed path has no rule of its own; check that the change keeps a way "
      + "in.")
}

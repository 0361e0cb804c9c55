public import Findings

extension ChangeKind {
  /// The default policy of a base chain went from drop to accept, and packets that no rule matches now
  /// pass.
  public static let networkPolicyDefaultAccept = ChangeKind(
    id: "network.policy.default-accept", title: "Default policy changed to accept",
    baseScore: 850, direction: .loosens, reversible: true,
    why: "With a default of accept every port that nobody thought of is open, and each later "
      + "mistake opens more.",
    instead: "Keep the default at drop and allow what is needed by rules.")
}

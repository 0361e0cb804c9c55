public import Findings

extension ChangeKind {
  /// Rules of a cloud firewall have other numbers than before, and less passes. The inverse of
  /// `network.priority.loosened`.
  public static let networkPriorityTightened = ChangeKind(
    id: "network.priority.tightened", title: "Order of rules changed, less passes",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "A rule that refuses now comes before one that allowed.",
    instead: "Nothing, unless something still needs the closed path.")
}

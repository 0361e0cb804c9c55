public import Findings

extension ChangeKind {
  /// A rule that dropped or rejected packets is gone, narrowed, or stands behind a rule that accepts
  /// them, and packets that it stopped now pass.
  public static let networkDenyRemoved = ChangeKind(
    id: "network.deny.removed", title: "Deny rule removed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Somebody once decided that this traffic must not pass; it passes now.",
    instead: "Keep the deny rule, or state in the change why the reason for it is gone.")
}

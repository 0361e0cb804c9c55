public import Findings

extension ChangeKind {
  /// A rule that dropped or rejected packets gave way to one that stops fewer, and some that it
  /// stopped now pass.
  public static let networkDenyNarrowed = ChangeKind(
    id: "network.deny.narrowed", title: "Deny rule narrowed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Somebody once decided that this traffic must not pass; a part of it passes now.",
    instead: "Keep the deny rule as wide as it was, or state in the change why less has to be kept out.")
}

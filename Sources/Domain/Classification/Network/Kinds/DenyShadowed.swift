public import Findings

extension ChangeKind {
  /// A rule that drops or rejects packets still stands, but rules that accept them now come first.
  public static let networkDenyShadowed = ChangeKind(
    id: "network.deny.shadowed", title: "Deny rule no longer reached",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "The rule looks as if it still protected something; the packets that it stopped now pass before "
      + "they reach it.",
    instead: "Put the deny rule in front of the rules that accept, or remove it and say why.")
}

public import Findings

extension ChangeKind {
  /// A new rule is never reached: rules before it decide all of its packets.
  public static let networkRuleShadowed = ChangeKind(
    id: "network.rule.shadowed", title: "New rule without effect",
    baseScore: BaseScore.info, direction: .neutral, reversible: true,
    why: "The author meant something by the rule, and it does not happen.",
    instead: "Move the rule in front of the one that is named, or leave it out.")
}

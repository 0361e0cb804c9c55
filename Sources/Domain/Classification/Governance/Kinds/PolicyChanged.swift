public import Findings

extension ChangeKind {
  /// The policy, or a pack of rules under `.gatehouse/`, changed. The policy that judges this change is
  /// still that of the target's tip; the new one judges every change after it. Edits of comments count,
  /// for the digest of the policy is part of what was approved.
  public static let governancePolicyChanged = ChangeKind(
    id: "governance.policy.changed", title: "Policy changed",
    baseScore: 920, direction: .neutral, reversible: true,
    why: "Whoever changes the policy decides what the gate lets through from then on.",
    instead: "Change the policy alone, in a change of its own, and have the owners approve it.")
}

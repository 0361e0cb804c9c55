public import Findings

extension ChangeKind {
  /// The policy file is gone: the target's tip has no policy any more once this change is in.
  public static let governancePolicyRemoved = ChangeKind(
    id: "governance.policy.removed", title: "Policy removed",
    baseScore: 950, direction: .loosens, reversible: true,
    why: "Without a policy the gate cannot decide, and the protection of the repository ends.",
    instead: "Set `enforcement: shadow` for a while instead, which keeps the record.")
}

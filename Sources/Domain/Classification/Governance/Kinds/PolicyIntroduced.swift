public import Findings

extension ChangeKind {
  /// A policy file stands where there was none. The inverse of `governance.policy.removed`.
  public static let governancePolicyIntroduced = ChangeKind(
    id: "governance.policy.introduced", title: "Policy introduced",
    baseScore: 900, direction: .neutral, reversible: true,
    why: "The first policy decides what the gate asks for; a lax one looks like protection and is "
      + "none.",
    instead: "Start from the recommended pack and have the owners read the first policy in full.")
}

public import Findings

extension ChangeKind {
  /// A `Deny` statement is gone, or refuses less.
  public static let accessDenyRemoved = ChangeKind(
    id: "access.deny.removed", title: "Refusal removed from a policy",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "A refusal wins over every allowance; without it, what others allowed all along takes effect.",
    instead: "Keep the refusal, or narrow it by a condition to what is meant.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A `Deny` statement is new, or refuses more. The inverse of `access.deny.removed`.
  public static let accessDenyAdded = ChangeKind(
    id: "access.deny.added", title: "Refusal added to a policy",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "It wins over whatever any policy allows.",
    instead: "Nothing, but make sure that it does not lock out the administrators.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Refusals of policies taken away and added.
struct AccessDeny: TerraformRule {
  let kinds: [ChangeKind] = [.accessDenyRemoved, .accessDenyMoved, .accessDenyAdded]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.deny, added: .accessDenyAdded, removed: .accessDenyRemoved)
  }
}

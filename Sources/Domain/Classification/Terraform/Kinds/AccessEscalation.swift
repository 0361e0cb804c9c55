public import Findings

extension ChangeKind {
  /// A policy or role comes to allow an action by which its holder can raise its own rights, such as `iam:PassRole`
  /// on `*`.
  public static let accessEscalationGranted = ChangeKind(
    id: "access.escalation.granted", title: "Way to more rights granted",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "With this action the holder can give itself, or a program of its own, rights that it was never "
      + "granted.",
    instead: "Restrict the action to the one role or key that is meant.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A policy or role no longer allows such an action. The inverse of `access.escalation.granted`.
  public static let accessEscalationRevoked = ChangeKind(
    id: "access.escalation.revoked", title: "Way to more rights revoked",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The holder can no longer give itself more rights by this action.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Actions by which a holder can give itself more, granted and revoked.
struct AccessEscalation: TerraformRule {
  let kinds: [ChangeKind] = [
    .accessEscalationGranted, .accessEscalationRevoked, .accessGrantImported, .accessGrantMoved,
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.grant(.escalation), added: .accessEscalationGranted, removed: .accessEscalationRevoked)
  }
}

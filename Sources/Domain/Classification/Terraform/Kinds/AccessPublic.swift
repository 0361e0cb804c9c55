public import Findings

extension ChangeKind {
  /// A policy lets in everybody: `Principal: *` without a condition that leaves only some, `allUsers`, a public
  /// identity provider without a condition on the subject.
  public static let accessPublicGranted = ChangeKind(
    id: "access.public.granted", title: "Access granted to everyone",
    baseScore: BaseScore.critical, direction: .loosens, reversible: true,
    why: "Anybody on the Internet, with or without an account, can do what the policy allows.",
    instead: "Name the principals, or add a condition on the organisation, account or network they come from.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A policy no longer lets in everybody. The inverse of `access.public.granted`.
  public static let accessPublicRevoked = ChangeKind(
    id: "access.public.revoked", title: "Access revoked from everyone",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Only named principals are let in.",
    instead: "Nothing, unless something still comes in without an account.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Access for everybody granted and revoked.
struct AccessPublic: TerraformRule {
  let kinds: [ChangeKind] = [.accessPublicGranted, .accessPublicRevoked, .accessGrantImported, .accessGrantMoved]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.grant(.anyone), added: .accessPublicGranted, removed: .accessPublicRevoked)
  }
}

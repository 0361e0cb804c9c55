public import Findings

extension ChangeKind {
  /// A policy or role comes to allow everything: `*` on `*`, `AdministratorAccess`, `roles/owner`, `Owner`, `cluster-
  /// admin`.
  public static let accessAdminGranted = ChangeKind(
    id: "access.admin.granted", title: "Administrator access granted",
    baseScore: BaseScore.critical, direction: .loosens, reversible: true,
    why: "Whoever holds it can read, change and delete everything, and give the same to others.",
    instead: "Grant the actions and resources that the task needs; give administration for a time and to a named "
      + "person.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A policy or role no longer allows everything. The inverse of `access.admin.granted`.
  public static let accessAdminRevoked = ChangeKind(
    id: "access.admin.revoked", title: "Administrator access revoked",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "One way to do everything is gone.",
    instead: "Nothing, but make sure that somebody can still administer.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Full administration granted and revoked.
struct AccessAdmin: TerraformRule {
  let kinds: [ChangeKind] = [.accessAdminGranted, .accessAdminRevoked, .accessGrantImported, .accessGrantMoved]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.grant(.admin), added: .accessAdminGranted, removed: .accessAdminRevoked)
  }
}

public import Findings

extension ChangeKind {
  /// A bucket, repository, vault or secret may now be deleted with everything in it, or at once.
  public static let terraformGuardForceDestroyOn = ChangeKind(
    id: "terraform.guard.force-destroy-on", title: "Deletion with content allowed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "The cloud refuses to delete what still holds something; with this it deletes the content first, "
      + "and without a "
      + "period in which it could be brought back.",
    instead: "Leave it off, and empty the resource by hand when it is to go.")

  /// A bucket, repository, vault or secret can no longer be deleted with everything in it, or at once. The
  /// inverse of `terraform.guard.force-destroy-on`.
  public static let terraformGuardForceDestroyOff = ChangeKind(
    id: "terraform.guard.force-destroy-off", title: "Deletion with content refused",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What still holds something is not deleted, or can be brought back for a time.",
    instead: "Nothing.")
}

/// Deletion of what is not empty, allowed and refused.
struct ForceDestroyChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformGuardForceDestroyOn, .terraformGuardForceDestroyOff]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("force_destroy", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("force_delete", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("delete_contents_on_destroy", on: "google_", .whenFalse, whenAbsent: .on),
    // Azure key vaults: without purge protection a deleted vault can be erased for good at once.
    ProtectiveSetting("purge_protection_enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    // 0 deletes at once; the default is 30 days.
    ProtectiveSetting(
      "recovery_window_in_days", on: "aws_secretsmanager_secret", .exposes(["0"]), whenAbsent: .on),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformGuardForceDestroyOn, tightened: .terraformGuardForceDestroyOff)
  }
}

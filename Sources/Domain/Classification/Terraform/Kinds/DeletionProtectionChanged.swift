public import Findings

extension ChangeKind {
  /// A switch by which the cloud itself refuses to delete a resource was turned off, or a lock was removed.
  public static let terraformGuardDeletionProtectionOff = ChangeKind(
    id: "terraform.guard.deletion-protection-off", title: "Deletion protection switched off",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "The cloud no longer refuses to delete the resource, whoever asks for it and by whatever tool.",
    instead: "Keep the protection; if the resource is to go, switch it off in the change that says so.")

  /// A switch by which the cloud itself refuses to delete a resource was turned on, or a lock was added. The
  /// inverse of `terraform.guard.deletion-protection-off`.
  public static let terraformGuardDeletionProtectionOn = ChangeKind(
    id: "terraform.guard.deletion-protection-on", title: "Deletion protection switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The cloud refuses to delete the resource until the protection is switched off.",
    instead: "Nothing.")
}

/// Deletion protection switched off and on, and locks removed and added.
struct DeletionProtectionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformGuardDeletionProtectionOff, .terraformGuardDeletionProtectionOn]

  /// The provider switches, those with a default of their own first.
  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "deletion_protection",
      on: "google_sql_database_instance google_container_cluster "
        + "google_bigquery_table "
        + "google_spanner_database google_cloud_run_v2_service google_cloud_run_v2_job google_folder "
        + "google_alloydb_cluster google_active_directory_domain google_workflows_workflow aws_qldb_ledger "
        + "google_privateca_certificate_authority",
      protected, whenAbsent: .on),
    ProtectiveSetting("deletion_protection", protected, whenAbsent: .off),
    ProtectiveSetting(
      "deletion_protection_enabled", on: "google_redis_cluster google_memorystore_instance", protected,
      whenAbsent: .on),
    ProtectiveSetting("deletion_protection_enabled", protected, whenAbsent: .off),
    ProtectiveSetting("settings.deletion_protection_enabled", on: "google_", protected, whenAbsent: .off),
    ProtectiveSetting("enable_deletion_protection", protected, whenAbsent: .off),
    ProtectiveSetting("delete_protection", protected, whenAbsent: .off),
    ProtectiveSetting("delete_protection_state", on: "google_", protected, whenAbsent: .off),
    ProtectiveSetting("termination_protection", protected, whenAbsent: .off),
    ProtectiveSetting("enable_termination_protection", protected, whenAbsent: .off),
    ProtectiveSetting("disable_api_termination", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("deletion_policy", on: "google_project", .protects(["prevent"]), whenAbsent: .unknown),
  ]

  private static let protected = ProtectiveSetting.Test.protects(
    ["true", "active", "enabled", "protected", "delete_protection_enabled"])

  /// Resources that are nothing but a lock on another one.
  private static let locks: Set<String> = [
    "azurerm_management_lock", "google_resource_manager_lien", "aws_backup_vault_lock_configuration",
    "aws_s3_bucket_object_lock_configuration",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformGuardDeletionProtectionOff,
      tightened: .terraformGuardDeletionProtectionOn)
      + change.companionFindings(
        Self.locks, removed: .terraformGuardDeletionProtectionOff, added: .terraformGuardDeletionProtectionOn)
  }
}

public import Findings

extension ChangeKind {
  /// Backups, versions or point-in-time recovery of a resource are no longer made.
  public static let terraformBackupDisabled = ChangeKind(
    id: "terraform.backup.disabled", title: "Backups switched off",
    baseScore: BaseScore.high, direction: .loosens, reversible: false,
    why: "What is overwritten or deleted from now on cannot be brought back; existing automatic backups "
      + "often go too.",
    instead: "Keep them on; shorten how long they are kept if it is about cost.",
    controls: ["SOC2:A1.2", "ISO27001:A.8.13"])

  /// Backups, versions or point-in-time recovery of a resource are made. The inverse of
  /// `terraform.backup.disabled`.
  public static let terraformBackupEnabled = ChangeKind(
    id: "terraform.backup.enabled", title: "Backups switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What is overwritten or deleted can be brought back.",
    instead: "Nothing.",
    controls: ["SOC2:A1.2", "ISO27001:A.8.13"])
}

/// Backups, versioning and point-in-time recovery switched off and on.
struct BackupChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformBackupDisabled, .terraformBackupEnabled]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "versioning_configuration.status", on: "aws_s3_bucket_versioning", .protects(["enabled"]),
      whenAbsent: .off),
    // Since version 4 the provider leaves versioning as it is when the block is gone.
    ProtectiveSetting("versioning.enabled", on: "aws_s3_bucket", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting("versioning.enabled", on: "google_storage_bucket", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "point_in_time_recovery.enabled", on: "aws_dynamodb_table", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "point_in_time_recovery.status", on: "aws_keyspaces_table", .protects(["enabled"]), whenAbsent: .off),
    ProtectiveSetting(
      "backup_policy.status", on: "aws_efs_backup_policy", .protects(["enabled"]), whenAbsent: .off),
    ProtectiveSetting("settings.backup_configuration.enabled", on: "google_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "settings.backup_configuration.point_in_time_recovery_enabled", on: "google_", .whenTrue,
      whenAbsent: .off),
    ProtectiveSetting(
      "settings.backup_configuration.binary_log_enabled", on: "google_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "automated_backup_policy.enabled", on: "google_alloydb_cluster", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting(
      "continuous_backup_config.enabled", on: "google_alloydb_cluster", .whenTrue, whenAbsent: .on),
    ProtectiveSetting(
      "point_in_time_recovery_enablement", on: "google_firestore_database",
      .protects(["point_in_time_recovery_enabled"]), whenAbsent: .off),
    ProtectiveSetting(
      "blob_properties.versioning_enabled", on: "azurerm_storage_account", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("geo_redundant_backup_enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "soft_delete_enabled", on: "azurerm_recovery_services_vault", .whenTrue, whenAbsent: .on),
  ]

  /// Resources that are nothing but the backups of another one.
  private static let companions: Set<String> = [
    "aws_s3_bucket_versioning", "aws_s3_bucket_replication_configuration", "aws_backup_plan",
    "aws_backup_selection", "aws_dlm_lifecycle_policy", "aws_efs_backup_policy",
    "aws_efs_replication_configuration", "aws_db_instance_automated_backups_replication",
    "google_compute_disk_resource_policy_attachment", "google_compute_region_disk_resource_policy_attachment",
    "google_gke_backup_backup_plan", "azurerm_backup_protected_vm", "azurerm_backup_protected_file_share",
    "azurerm_data_protection_backup_instance_disk", "azurerm_data_protection_backup_instance_blob_storage",
    "azurerm_data_protection_backup_instance_postgresql",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformBackupDisabled, tightened: .terraformBackupEnabled)
      + change.companionFindings(
        Self.companions, removed: .terraformBackupDisabled, added: .terraformBackupEnabled)
  }
}

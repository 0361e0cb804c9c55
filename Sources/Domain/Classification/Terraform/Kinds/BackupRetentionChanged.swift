public import Findings

extension ChangeKind {
  /// Backups, deleted keys or deleted data are kept for a shorter time.
  public static let terraformBackupRetentionReduced = ChangeKind(
    id: "terraform.backup.retention-reduced", title: "Backups kept for a shorter time",
    baseScore: BaseScore.high, direction: .loosens, reversible: false,
    why: "Older backups are deleted at once, and an error that is found late can no longer be undone.",
    instead: "Keep the longer time, or copy the older backups elsewhere first.",
    controls: ["SOC2:A1.2", "ISO27001:A.8.13"])

  /// Backups, deleted keys or deleted data are kept for a longer time. The inverse of
  /// `terraform.backup.retention-reduced`.
  public static let terraformBackupRetentionIncreased = ChangeKind(
    id: "terraform.backup.retention-increased", title: "Backups kept for a longer time",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Errors that are found late can still be undone; storage costs more.",
    instead: "Nothing.",
    controls: ["SOC2:A1.2", "ISO27001:A.8.13"])
}

/// How long backups and deleted things are kept. A time of 0 switches backups off, which is a kind of its
/// own.
struct BackupRetentionChanged: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformBackupRetentionReduced, .terraformBackupRetentionIncreased, .terraformBackupDisabled,
    .terraformBackupEnabled,
  ]

  /// The arguments, with the providers' defaults. Where none is given the default is computed or depends on
  /// the region.
  static let settings: [RetentionSetting] = [
    RetentionSetting(
      "backup_retention_period",
      on: "aws_rds_cluster aws_docdb_cluster aws_neptune_cluster", whenAbsent: .days(1)),
    RetentionSetting("backup_retention_period"),
    RetentionSetting("automated_snapshot_retention_period", on: "aws_redshift_cluster", whenAbsent: .days(1)),
    RetentionSetting("snapshot_retention_limit", whenAbsent: .off),
    RetentionSetting("retention_period", on: "aws_kinesis_stream", whenAbsent: .days(24)),
    RetentionSetting("automatic_backup_retention_days", whenAbsent: .off),
    RetentionSetting(
      "point_in_time_recovery.recovery_period_in_days", on: "aws_dynamodb_table", whenAbsent: .days(35)),
    RetentionSetting("rule.lifecycle.delete_after", on: "aws_backup_plan", whenAbsent: .forever),
    RetentionSetting(
      "deletion_window_in_days",
      on: "aws_kms_key aws_kms_external_key aws_kms_replica_key", whenAbsent: .days(30)),
    RetentionSetting(
      "recovery_window_in_days", on: "aws_secretsmanager_secret", whenAbsent: .days(30), zero: .unknown),
    RetentionSetting(
      "backup_retention_days",
      on: "azurerm_postgresql_flexible_server azurerm_mysql_flexible_server"),
    RetentionSetting("short_term_retention_policy.retention_days"),
    RetentionSetting("retention_daily.count"),
    RetentionSetting("retention_weekly.count"),
    RetentionSetting("soft_delete_retention_days", whenAbsent: .days(90)),
    RetentionSetting("blob_properties.delete_retention_policy.days", whenAbsent: .off),
    RetentionSetting("blob_properties.container_delete_retention_policy.days", whenAbsent: .off),
    RetentionSetting(
      "soft_delete_policy.retention_duration_seconds", on: "google_storage_bucket", whenAbsent: .days(604_800)
    ),
    RetentionSetting("retention_policy.retention_period", on: "google_storage_bucket", whenAbsent: .off),
    RetentionSetting("settings.backup_configuration.transaction_log_retention_days"),
    RetentionSetting("settings.backup_configuration.backup_retention_settings.retained_backups"),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.retentionChanges(Self.settings).compactMap { retention in
      let kind: ChangeKind
      switch retention.to.isShorter(than: retention.from) {
      case true? where retention.to == .off: kind = .terraformBackupDisabled
      case true?: kind = .terraformBackupRetentionReduced
      case false? where retention.from == retention.to: return nil
      case false? where retention.from == .off: kind = .terraformBackupEnabled
      case false?: kind = .terraformBackupRetentionIncreased
      // Off is off, whatever it was before.
      case nil where retention.to == .off && !retention.before.isAbsent: kind = .terraformBackupDisabled
      case nil: return nil
      }
      return change.finding(kind, retention.resource, retention.before, retention.after)
    }
  }
}

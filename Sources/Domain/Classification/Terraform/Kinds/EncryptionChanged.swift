public import Findings

extension ChangeKind {
  /// Data at rest is no longer encrypted.
  public static let terraformEncryptionOff = ChangeKind(
    id: "terraform.encryption.off", title: "Encryption at rest switched off",
    baseScore: 800, direction: .loosens, reversible: false,
    why: "Data written from now on lies in clear on disks, snapshots and copies; many resources are "
      + "replaced as well.",
    instead: "Keep it on: a customer key can be changed without switching encryption off.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// Data at rest is encrypted. The inverse of `terraform.encryption.off`.
  public static let terraformEncryptionOn = ChangeKind(
    id: "terraform.encryption.on", title: "Encryption at rest switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Data is written encrypted; many resources are replaced for it, which is reported on its own.",
    instead: "Nothing, but mind the replacement.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// Encryption at rest switched off and on.
struct EncryptionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformEncryptionOff, .terraformEncryptionOn]

  /// The switches, with the providers' defaults. What clouds encrypt in any case (S3 objects, DynamoDB
  /// tables) is in the table only where the argument chooses an own key, and then its absence is not the same
  /// as off.
  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("storage_encrypted", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("encrypted", on: "aws_redshift_cluster", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting("encrypted", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("root_block_device.encrypted", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("ebs_block_device.encrypted", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "block_device_mappings.ebs.encrypted", on: "aws_launch_template", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("at_rest_encryption_enabled", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("encrypt_at_rest.enabled", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("server_side_encryption.enabled", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("encryption_type", on: "aws_kinesis_stream", .exposes(["none"]), whenAbsent: .off),
    ProtectiveSetting("sqs_managed_sse_enabled", on: "aws_sqs_queue", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting("disk_encryption_enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("encryption_at_host_enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("infrastructure_encryption_enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("transparent_data_encryption_enabled", on: "azurerm_", .whenTrue, whenAbsent: .on),
    ProtectiveSetting("encryption_settings.enabled", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("database_encryption.state", on: "google_", .protects(["encrypted"]), whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformEncryptionOff, tightened: .terraformEncryptionOn)
  }
}

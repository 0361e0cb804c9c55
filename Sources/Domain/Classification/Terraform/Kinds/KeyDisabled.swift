public import Findings

extension ChangeKind {
  /// A key with which data is encrypted is disabled.
  public static let terraformKeyDisabled = ChangeKind(
    id: "terraform.key.disabled", title: "Encryption key switched off",
    baseScore: BaseScore.critical, direction: .loosens, reversible: true,
    why: "Whatever is encrypted with the key can no longer be read or written from the moment it is off.",
    instead: "Find out first what the key encrypts, and move that to another one.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// A key is enabled. The inverse of `terraform.key.disabled`.
  public static let terraformKeyEnabled = ChangeKind(
    id: "terraform.key.enabled", title: "Encryption key switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What is encrypted with the key can be read again.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// Keys switched off and on.
struct KeyDisabled: TerraformRule {
  let kinds: [ChangeKind] = [.terraformKeyDisabled, .terraformKeyEnabled]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("is_enabled", on: "aws_kms_key aws_kms_replica_key", .whenTrue, whenAbsent: .on),
    ProtectiveSetting(
      "enabled", on: "aws_kms_external_key aws_kms_replica_external_key",
      .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting(
      "state", on: "google_kms_crypto_key_version google_secret_manager_secret_version",
      .exposes(["disabled", "destroyed"]), whenAbsent: .on),
    ProtectiveSetting("enabled", on: "google_secret_manager_secret_version", .whenTrue, whenAbsent: .on),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformKeyDisabled, tightened: .terraformKeyEnabled)
  }
}

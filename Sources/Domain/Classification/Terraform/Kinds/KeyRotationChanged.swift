public import Findings

extension ChangeKind {
  /// A key is no longer exchanged by itself.
  public static let terraformKeyRotationOff = ChangeKind(
    id: "terraform.key.rotation-off", title: "Key rotation switched off",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "A key that never changes protects ever more data, and whoever once had it keeps it.",
    instead: "Keep the rotation; existing data stays readable.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// A key is exchanged by itself. The inverse of `terraform.key.rotation-off`.
  public static let terraformKeyRotationOn = ChangeKind(
    id: "terraform.key.rotation-on", title: "Key rotation switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The key is exchanged by itself.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// The rotation of keys switched off and on.
struct KeyRotationChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformKeyRotationOff, .terraformKeyRotationOn]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("enable_key_rotation", on: "aws_kms_key", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("rotation_period", on: "google_kms_crypto_key", .whenSet, whenAbsent: .off),
    ProtectiveSetting(
      "rotation_policy.automatic.time_before_expiry", on: "azurerm_key_vault_key",
      .whenSet, whenAbsent: .off),
  ]

  /// Resources that are nothing but such a setting of another one.
  private static let companions: Set<String> = [
    "aws_secretsmanager_secret_rotation"
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformKeyRotationOff, tightened: .terraformKeyRotationOn)
      + change.companionFindings(Self.companions, removed: .terraformKeyRotationOff, added: .terraformKeyRotationOn)
  }
}

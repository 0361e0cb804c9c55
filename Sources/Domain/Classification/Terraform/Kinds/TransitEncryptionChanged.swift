public import Findings

extension ChangeKind {
  /// A data store or broker speaks to its clients in clear.
  public static let terraformEncryptionTransitOff = ChangeKind(
    id: "terraform.encryption.transit-off", title: "Encryption in transit switched off",
    baseScore: 700, direction: .loosens, reversible: true,
    why: "Passwords and data cross the network in clear from now on.",
    instead: "Keep it on, and upgrade the clients that cannot speak TLS.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// A data store or broker asks its clients for TLS. The inverse of `terraform.encryption.transit-off`.
  public static let terraformEncryptionTransitOn = ChangeKind(
    id: "terraform.encryption.transit-on", title: "Encryption in transit switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Data crosses the network encrypted.",
    instead: "Nothing, but clients without TLS can no longer connect.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// Encryption between the parts of a data store and its clients, switched off and on.
struct TransitEncryptionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformEncryptionTransitOff, .terraformEncryptionTransitOn]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("transit_encryption_enabled", on: "aws_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("tls_enabled", on: "aws_memorydb_cluster", .whenTrue, whenAbsent: .on),
    ProtectiveSetting(
      "node_to_node_encryption.enabled", on: "aws_opensearch_domain aws_elasticsearch_domain",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "encryption_info.encryption_in_transit.client_broker", on: "aws_msk_cluster",
      .exposes(["plaintext", "tls_plaintext"]), whenAbsent: .on),
    ProtectiveSetting(
      "encryption_info.encryption_in_transit.in_cluster", on: "aws_msk_cluster",
      .whenTrue, whenAbsent: .on),
    ProtectiveSetting("transit_encryption", on: "aws_ecs_task_definition", .protects(["enabled"]), whenAbsent: .off),
    ProtectiveSetting(
      "volume.efs_volume_configuration.transit_encryption", on: "aws_ecs_task_definition",
      .protects(["enabled"]), whenAbsent: .off),
    ProtectiveSetting("require_ssl", on: "google_sql_database_instance", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "settings.ip_configuration.require_ssl", on: "google_sql_database_instance",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "settings.ip_configuration.ssl_mode", on: "google_sql_database_instance",
      .exposes(["allow_unencrypted_and_encrypted"]), whenAbsent: .unknown),
    ProtectiveSetting(
      "transit_encryption_mode", on: "google_redis_instance google_redis_cluster",
      .exposes(["disabled", "transit_encryption_mode_disabled"]), whenAbsent: .off),
    ProtectiveSetting("ssl_enforcement_enabled", on: "azurerm_", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting("enable_non_ssl_port", on: "azurerm_redis_cache", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("non_ssl_port_enabled", on: "azurerm_redis_cache", .whenFalse, whenAbsent: .on),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformEncryptionTransitOff, tightened: .terraformEncryptionTransitOn)
  }
}

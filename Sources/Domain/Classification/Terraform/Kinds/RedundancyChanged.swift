public import Findings

extension ChangeKind {
  /// A data store or service keeps no standby in another zone any more.
  public static let terraformRedundancyOff = ChangeKind(
    id: "terraform.redundancy.off", title: "Standby given up",
    baseScore: 400, direction: .loosens, reversible: true,
    why: "When the one machine or zone that is left fails, the service is down until somebody mends it.",
    instead: "Keep the standby where an outage matters.",
    controls: ["SOC2:A1.2"])

  /// A data store or service keeps a standby. The inverse of `terraform.redundancy.off`.
  public static let terraformRedundancyOn = ChangeKind(
    id: "terraform.redundancy.on", title: "Standby added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Another zone takes over when one fails.",
    instead: "Nothing.",
    controls: ["SOC2:A1.2"])
}

/// Standbys and failover switched off and on.
struct RedundancyChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformRedundancyOff, .terraformRedundancyOn]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("multi_az", on: "aws_db_instance aws_dms_replication_instance", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("multi_az_enabled", on: "aws_elasticache_replication_group", .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "automatic_failover_enabled", on: "aws_elasticache_replication_group",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "cluster_config.zone_awareness_enabled", on: "aws_opensearch_domain aws_elasticsearch_domain",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "settings.availability_type", on: "google_sql_database_instance",
      .protects(["regional"]), whenAbsent: .off),
    ProtectiveSetting("tier", on: "google_redis_instance", .protects(["standard_ha"]), whenAbsent: .off),
    ProtectiveSetting(
      "zone_redundant",
      on: "azurerm_mssql_database azurerm_eventhub_namespace azurerm_servicebus_namespace",
      .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting(
      "high_availability.mode", on: "azurerm_postgresql_flexible_server azurerm_mysql_flexible_server",
      .protects(["zoneredundant", "samezone"]), whenAbsent: .off),
    ProtectiveSetting(
      "account_replication_type", on: "azurerm_storage_account",
      .exposes(["lrs"]), whenAbsent: .unknown),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformRedundancyOff, tightened: .terraformRedundancyOn)
  }
}

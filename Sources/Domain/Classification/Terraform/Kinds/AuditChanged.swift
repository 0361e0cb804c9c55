public import Findings
import HCL

extension ChangeKind {
  /// A trail, flow log or detector is switched off or removed.
  public static let terraformAuditOff = ChangeKind(
    id: "terraform.audit.off", title: "Audit or detection switched off",
    baseScore: 700, direction: .loosens, reversible: true,
    why: "What happens from now on leaves no trace, or nobody is told of it; switching the trail off is what "
      + "an intruder does first.",
    instead: "Keep it on; narrow what it records if it is about cost.",
    controls: ["SOC2:CC7.2", "ISO27001:A.8.15"])

  /// A trail, flow log or detector is switched on. The inverse of `terraform.audit.off`.
  public static let terraformAuditOn = ChangeKind(
    id: "terraform.audit.on", title: "Audit or detection switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What happens leaves a trace, or somebody is told of it.",
    instead: "Nothing.",
    controls: ["SOC2:CC7.2", "ISO27001:A.8.15"])
}

/// Audit trails and detectors switched off and on.
struct AuditChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformAuditOff, .terraformAuditOn]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("enable_logging", on: "aws_cloudtrail", .whenTrue, whenAbsent: .on),
    ProtectiveSetting("include_global_service_events", on: "aws_cloudtrail", .whenTrue, whenAbsent: .on),
    ProtectiveSetting("is_multi_region_trail", on: "aws_cloudtrail", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("enable_log_file_validation", on: "aws_cloudtrail", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("is_enabled", on: "aws_config_configuration_recorder_status", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("enable", on: "aws_guardduty_detector", .whenTrue, whenAbsent: .on),
    ProtectiveSetting("access_logs.enabled", on: "aws_lb aws_alb", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("access_logs.bucket", on: "aws_elb", .whenSet, whenAbsent: .off),
    ProtectiveSetting("enabled", on: "azurerm_network_watcher_flow_log", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting("log_config.enable", on: "google_compute_backend_service", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("log_config.aggregation_interval", on: "google_compute_subnetwork", .whenSet, whenAbsent: .off),
    ProtectiveSetting("enabled_cluster_log_types", on: "aws_eks_cluster", .whenNotEmpty, whenAbsent: .off),
    ProtectiveSetting(
      "enabled_cloudwatch_logs_exports", on: "aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster",
      .whenNotEmpty, whenAbsent: .off),
    ProtectiveSetting("logging.target_bucket", on: "aws_s3_bucket", .whenSet, whenAbsent: .unknown),
    ProtectiveSetting("logging_config.bucket", on: "aws_cloudfront_distribution", .whenSet, whenAbsent: .off),
    ProtectiveSetting(
      "disabled",
      on: "google_logging_project_sink google_logging_project_exclusion "
        + "google_monitoring_alert_policy", .whenFalse, whenAbsent: .on),
  ]

  /// Resources that are nothing but such a setting of another one.
  private static let companions: Set<String> = [
    "aws_cloudtrail", "aws_flow_log", "aws_config_configuration_recorder", "aws_config_delivery_channel",
    "aws_config_configuration_recorder_status", "aws_guardduty_detector", "aws_guardduty_organization_admin_account",
    "aws_guardduty_organization_configuration", "aws_securityhub_account", "aws_inspector2_enabler",
    "aws_macie2_account", "aws_detective_graph", "aws_accessanalyzer_analyzer", "aws_s3_bucket_logging",
    "aws_route53_query_log", "aws_wafv2_web_acl_logging_configuration",
    "google_project_iam_audit_config", "google_folder_iam_audit_config",
    "google_organization_iam_audit_config", "google_logging_project_sink", "google_logging_folder_sink",
    "google_logging_organization_sink", "azurerm_monitor_diagnostic_setting", "azurerm_network_watcher_flow_log",
    "azurerm_security_center_subscription_pricing", "azurerm_security_center_contact",
    "azurerm_mssql_server_extended_auditing_policy", "azurerm_mssql_database_extended_auditing_policy",
    "azurerm_mssql_server_security_alert_policy", "azurerm_sentinel_log_analytics_workspace_onboarding",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformAuditOff, tightened: .terraformAuditOn) {
      !Self.isDelivered(logOf: $0.resource.address, change)
    } + change.companionFindings(Self.companions, removed: .terraformAuditOff, added: .terraformAuditOn)
  }

  /// Whether a distribution's requests are logged by a delivery of CloudWatch as well, before and after: its own
  /// `logging_config` is the older way ("Access logs (standard logs)", CloudFront developer guide).
  private static func isDelivered(logOf address: ResourceAddress, _ change: ModuleChange) -> Bool {
    guard address.type == "aws_cloudfront_distribution" else { return false }
    return [change.base, change.head].allSatisfy { view in
      view.refers(from: "aws_cloudwatch_log_delivery_source", "resource_arn", to: address).contains { source in
        !view.refers(from: "aws_cloudwatch_log_delivery", "delivery_source_name", to: source).isEmpty
      }
    }
  }
}

extension ModuleView {
  /// The resources of a type that are there for certain, for access logs, and whose argument refers to `target`.
  fileprivate func refers(from type: String, _ name: String, to target: ResourceAddress) -> [ResourceAddress] {
    resources.filter { address, block in
      // One of several, or of none, may not be there.
      address.type == type && !block.isRepeated
        && (block.attribute("log_type") == nil || argument("log_type", of: block).value?.string == "ACCESS_LOGS")
        && argument(name, of: block).source?.expression.variables.contains { $0.resource == target } == true
    }.map(\.key)
  }
}

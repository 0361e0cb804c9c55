public import Findings

extension ChangeKind {
  /// Logs are kept for a shorter time.
  public static let terraformLogRetentionReduced = ChangeKind(
    id: "terraform.log.retention-reduced", title: "Logs kept for a shorter time",
    baseScore: 300, direction: .loosens, reversible: false,
    why: "Older entries are deleted, and an incident that is found late can no longer be traced.",
    instead: "Keep what an audit asks for, or export the older entries first.",
    controls: ["SOC2:CC7.2", "ISO27001:A.8.15"])

  /// Logs are kept for a longer time. The inverse of `terraform.log.retention-reduced`.
  public static let terraformLogRetentionIncreased = ChangeKind(
    id: "terraform.log.retention-increased", title: "Logs kept for a longer time",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Incidents that are found late can still be traced; storage costs more.",
    instead: "Nothing.",
    controls: ["SOC2:CC7.2", "ISO27001:A.8.15"])
}

/// How long logs are kept. Its own kind, apart from backups: shortening it is mostly about cost.
struct LogRetentionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformLogRetentionReduced, .terraformLogRetentionIncreased]

  static let settings: [RetentionSetting] = [
    RetentionSetting(
      "retention_in_days", on: "aws_cloudwatch_log_group", whenAbsent: .forever, zero: .forever),
    RetentionSetting(
      "retention_in_days", on: "azurerm_log_analytics_workspace", whenAbsent: .days(30), zero: .unknown),
    RetentionSetting("retention_in_days", zero: .forever),
    RetentionSetting("retention_days", on: "google_logging_project_bucket_config", whenAbsent: .days(30)),
    RetentionSetting("retention_policy.days", on: "azurerm_network_watcher_flow_log", zero: .forever),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.retentionChanges(Self.settings).compactMap { retention in
      guard let isShorter = retention.to.isShorter(than: retention.from), retention.from != retention.to
      else {
        return nil
      }
      let kind: ChangeKind = isShorter ? .terraformLogRetentionReduced : .terraformLogRetentionIncreased
      return change.finding(kind, retention.resource, retention.before, retention.after)
    }
  }
}

import Findings
import HCL

/// Resources that only configure another one (a lock on it, its backups): taking one away loosens what it was
/// for.
extension ModuleChange {
  /// The findings for companions of `types` that came or went.
  ///
  /// One that goes together with what it configures is left to the finding about that.
  func companionFindings(_ types: Set<String>, removed: ChangeKind, added: ChangeKind) -> [Finding] {
    resources.compactMap { resource in
      guard types.contains(resource.type) else { return nil }
      let facts = [Finding.Fact("resource", "\(resource.address)"), Finding.Fact("type", resource.type)]
      switch (resource.fate, resource.before, resource.after) {
      case (.removed, let before?, _):
        guard base.instances(of: before) != 0, !isGone(whatIsConfiguredBy: before, resource.type) else { return nil }
        return finding(
          removed, resource.address, at: before, side: .base, before: .text("\(resource.address)"),
          facts: facts)
      case (.added, _, let after?):
        guard head.instances(of: after) != 0 else { return nil }
        return finding(
          added, resource.address, at: after, side: .head, after: .text("\(resource.address)"), facts: facts)
      default: return nil
      }
    }
  }

  /// Whether what the companion configures is gone as well: of types that are not listed, anything that it refers to.
  private func isGone(whatIsConfiguredBy companion: ConfigurationBlock, _ type: String) -> Bool {
    let subjects = Self.subjects[type]?.split(separator: " ").map(String.init)
    return companion.attributes.contains { name, attribute in
      subjects?.contains(name) ?? true && attribute.expression.variables.contains { isGone($0, base.scope) }
    }
  }

  /// The arguments that name what a companion configures, where others name what it works with. Empty for what holds for a
  /// whole account.
  private static let subjects: [String: String] = [
    "aws_wafv2_web_acl_association": "resource_arn", "aws_wafregional_web_acl_association": "resource_arn",
    "aws_shield_protection": "resource_arn", "aws_wafv2_web_acl_logging_configuration": "resource_arn",
    "aws_flow_log": "vpc_id subnet_id eni_id transit_gateway_id", "aws_s3_bucket_logging": "bucket",
    "aws_route53_query_log": "zone_id", "azurerm_monitor_diagnostic_setting": "target_resource_id",
    "aws_cloudtrail": "", "aws_config_configuration_recorder": "", "aws_config_delivery_channel": "",
    "aws_guardduty_detector": "", "aws_securityhub_account": "", "aws_accessanalyzer_analyzer": "",
    "google_logging_project_sink": "", "google_logging_folder_sink": "", "google_logging_organization_sink": "",
  ]

  /// Whether a reference of the base leads to something that is gone: a resource, a module, or what the caller of this module
  /// gave it of such things.
  func isGone(_ reference: HCL.Traversal, _ scope: StaticScope, depth: Int = 4) -> Bool {
    if let resource = reference.resource, isGone(resource) { return true }
    guard let name = reference.steps.first?.name else { return false }
    switch reference.root {
    case "var": return caller?.goneArguments.contains(name) ?? false
    case "module": return moduleCalls.contains { $0.name == name && $0.after == nil && !$0.isCovered }
    case "local":
      guard depth > 0, let definition = scope.definition(ofLocal: name) else { return false }
      return definition.variables.contains { isGone($0, scope, depth: depth - 1) }
    default: return false
    }
  }

  /// Whether a resource of the base is in the head under no address, a new name included.
  func isGone(_ address: ResourceAddress) -> Bool {
    base.resources[address] != nil && headAddresses[address] == nil
  }
}

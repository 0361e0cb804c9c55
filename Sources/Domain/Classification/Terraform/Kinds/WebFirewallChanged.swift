public import Findings

extension ChangeKind {
  /// A web application firewall no longer stands before a balancer, a distribution or an interface.
  public static let terraformWebFirewallDetached = ChangeKind(
    id: "terraform.waf.detached", title: "Web firewall or flood protection taken off",
    baseScore: 700, direction: .loosens, reversible: true,
    why: "Requests that it refused (injections, floods, addresses on a list) reach the application from now on.",
    instead: "Keep it, or show that another one stands before everything that can reach the application.",
    controls: ["SOC2:CC6.6"])

  /// A web application firewall is put before something. The inverse of `terraform.waf.detached`.
  public static let terraformWebFirewallAttached = ChangeKind(
    id: "terraform.waf.attached", title: "Web firewall or flood protection put on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Requests that it refuses no longer reach the application.",
    instead: "Nothing, but watch what it refuses.",
    controls: ["SOC2:CC6.6"])
}

/// Web application firewalls taken off and put on.
struct WebFirewallChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformWebFirewallDetached, .terraformWebFirewallAttached]

  private static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("web_acl_id", on: "aws_cloudfront_distribution", .whenSet, whenAbsent: .off),
    ProtectiveSetting(
      "security_policy", on: "google_compute_backend_service google_compute_region_backend_service", .whenSet,
      whenAbsent: .off),
    ProtectiveSetting("waf_configuration.enabled", on: "azurerm_application_gateway", .whenTrue, whenAbsent: .unknown),
    ProtectiveSetting(
      "web_application_firewall_policy_link_id", on: "azurerm_frontdoor azurerm_cdn_endpoint", .whenSet,
      whenAbsent: .unknown),
  ]

  /// Resources that put one before another one.
  private static let companions: Set<String> = [
    "aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association", "aws_shield_protection",
    "azurerm_cdn_frontdoor_security_policy",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformWebFirewallDetached, tightened: .terraformWebFirewallAttached)
      + change.companionFindings(
        Self.companions, removed: .terraformWebFirewallDetached, added: .terraformWebFirewallAttached)
  }
}

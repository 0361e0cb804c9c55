public import Findings

extension ChangeKind {
  /// A listener, distribution or service accepts clear text or an older version of TLS.
  public static let terraformTLSWeakened = ChangeKind(
    id: "terraform.tls.weakened", title: "TLS weakened",
    baseScore: 600, direction: .loosens, reversible: true,
    why: "Connections fall back to clear text or to versions and ciphers that are broken.",
    instead: "Keep the newer policy, and upgrade the clients that need the old one.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// Clear text or an older version of TLS is no longer accepted. The inverse of `terraform.tls.weakened`.
  public static let terraformTLSStrengthened = ChangeKind(
    id: "terraform.tls.strengthened", title: "TLS strengthened",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Clear text or old versions of TLS are refused.",
    instead: "Nothing, but old clients can no longer connect.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// Transport encryption of what clients connect to, weakened and strengthened.
struct TransportWeakened: TerraformRule {
  let kinds: [ChangeKind] = [.terraformTLSWeakened, .terraformTLSStrengthened]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "protocol", on: "aws_lb_listener aws_alb_listener",
      .exposes(["http", "tcp"]), whenAbsent: .unknown),
    ProtectiveSetting("ssl_policy", on: "aws_lb_listener aws_alb_listener", .whenModernTLS, whenAbsent: .off),
    ProtectiveSetting(
      "viewer_certificate.minimum_protocol_version", on: "aws_cloudfront_distribution",
      .whenModernTLS, whenAbsent: .off),
    ProtectiveSetting(
      "default_cache_behavior.viewer_protocol_policy", on: "aws_cloudfront_distribution",
      .exposes(["allow-all"]), whenAbsent: .unknown),
    ProtectiveSetting(
      "ordered_cache_behavior.viewer_protocol_policy", on: "aws_cloudfront_distribution",
      .exposes(["allow-all"]), whenAbsent: .unknown),
    ProtectiveSetting(
      "origin.custom_origin_config.origin_protocol_policy", on: "aws_cloudfront_distribution",
      .exposes(["http-only"]), whenAbsent: .unknown),
    ProtectiveSetting(
      "domain_endpoint_options.enforce_https", on: "aws_opensearch_domain aws_elasticsearch_domain",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "domain_endpoint_options.tls_security_policy", on: "aws_opensearch_domain aws_elasticsearch_domain",
      .whenModernTLS, whenAbsent: .off),
    ProtectiveSetting("security_policy", on: "aws_api_gateway_domain_name", .whenModernTLS, whenAbsent: .unknown),
    ProtectiveSetting("min_tls_version", on: "azurerm_ google_", .whenModernTLS, whenAbsent: .unknown),
    ProtectiveSetting("minimum_tls_version", on: "azurerm_ google_", .whenModernTLS, whenAbsent: .unknown),
    ProtectiveSetting("ssl_minimal_tls_version_enforced", on: "azurerm_", .whenModernTLS, whenAbsent: .unknown),
    ProtectiveSetting("site_config.minimum_tls_version", on: "azurerm_", .whenModernTLS, whenAbsent: .on),
    ProtectiveSetting("https_only", on: "azurerm_", .whenTrue, whenAbsent: .off),
    ProtectiveSetting("enable_https_traffic_only", on: "azurerm_", .whenTrue, whenAbsent: .on),
    ProtectiveSetting("https_traffic_only_enabled", on: "azurerm_", .whenTrue, whenAbsent: .on),
    ProtectiveSetting(
      "profile", on: "google_compute_ssl_policy",
      .protects(["modern", "restricted", "fips_202205"]), whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformTLSWeakened, tightened: .terraformTLSStrengthened)
  }
}

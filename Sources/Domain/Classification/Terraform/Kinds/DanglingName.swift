public import Findings
import HCL

extension ChangeKind {
  /// A DNS record stays while the bucket, distribution or environment that it points to is destroyed.
  public static let terraformDNSDangling = ChangeKind(
    id: "terraform.dns.dangling", title: "Name left behind for what is destroyed",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The name still points to something that is given up; whoever claims that next answers under your "
      + "name.",
    instead: "Remove the record in the same change, before the thing that it points to.",
    controls: ["SOC2:CC6.6"])
}

/// Records that stay while what they point to goes.
struct DanglingName: TerraformRule {
  let kinds: [ChangeKind] = [.terraformDNSDangling]

  private static let records: Set<String> = [
    "aws_route53_record", "google_dns_record_set", "azurerm_dns_cname_record", "azurerm_dns_a_record",
    "cloudflare_record", "cloudflare_dns_record",
  ]

  /// Things whose name somebody else can take once it is given up.
  private static let claimable: Set<String> = [
    "aws_s3_bucket", "aws_s3_bucket_website_configuration", "aws_cloudfront_distribution",
    "aws_elastic_beanstalk_environment", "aws_eip", "aws_instance", "aws_lb", "aws_alb", "aws_elb",
    "aws_globalaccelerator_accelerator", "google_storage_bucket", "google_compute_address",
    "google_compute_global_address", "azurerm_storage_account", "azurerm_cdn_endpoint", "azurerm_public_ip",
    "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_traffic_manager_profile", "heroku_app",
  ]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    let gone = Set(
      change.resources.filter { $0.fate == .removed && Self.claimable.contains($0.type) }.map(\.address))
    guard !gone.isEmpty else { return [] }
    return change.head.resources.sorted { $0.key < $1.key }.compactMap { address, block in
      guard Self.records.contains(address.type), let before = change.base.resources[address],
        let target = references(of: before).first(where: { gone.contains($0) })
      else { return nil }
      // A reference to what is gone is an error for Terraform; a name that was written out instead is not.
      return change.finding(
        .terraformDNSDangling, address, at: block, side: .head, before: .text("\(target)"),
        facts: [Finding.Fact("resource", "\(address)"), Finding.Fact("target", "\(target)")])
    }
  }

  private func references(of block: ConfigurationBlock) -> [ResourceAddress] {
    let expressions = ([block] + block.children).flatMap(\.attributes.values).map(\.expression)
    return expressions.flatMap(\.variables).compactMap(\.resource).sorted()
  }
}

public import Findings
import HCL

extension ChangeKind {
  /// A bucket or container lets in everybody, or the block that keeps others from opening it is taken away.
  public static let terraformStoragePublic = ChangeKind(
    id: "terraform.storage.public", title: "Storage opened to the public",
    baseScore: 850, direction: .loosens, reversible: true,
    why: "Whoever knows or guesses a name can read what lies there; open buckets are found by scanners within "
      + "hours.",
    instead: "Keep the block on public access, and serve public content through a distribution with an identity of "
      + "its own.",
    controls: ["SOC2:CC6.6"])

  /// A bucket or container no longer lets in everybody. The inverse of `terraform.storage.public`.
  public static let terraformStoragePrivate = ChangeKind(
    id: "terraform.storage.private", title: "Storage closed to the public",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Only named principals can read what lies there.",
    instead: "Nothing, unless something still reads it without signing in.",
    controls: ["SOC2:CC6.6"])
}

/// Buckets and containers opened to everybody and closed again. A new one that is open from the start is reported as well.
struct StorageExposed: TerraformRule {
  let kinds: [ChangeKind] = [.terraformStoragePublic, .terraformStoragePrivate]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "block_public_acls", on: "aws_s3_bucket_public_access_block aws_s3_account_public_access_block",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "block_public_policy", on: "aws_s3_bucket_public_access_block aws_s3_account_public_access_block",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "ignore_public_acls", on: "aws_s3_bucket_public_access_block aws_s3_account_public_access_block",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "restrict_public_buckets", on: "aws_s3_bucket_public_access_block aws_s3_account_public_access_block",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "acl", on: "aws_s3_bucket aws_s3_bucket_acl aws_s3_object aws_s3_bucket_object",
      .exposes(["public-read", "public-read-write", "authenticated-read"]), whenAbsent: .on),
    ProtectiveSetting(
      "block_public_access", on: "aws_emr_block_public_access_configuration",
      .whenTrue, whenAbsent: .off),
    ProtectiveSetting(
      "public_access_prevention", on: "google_storage_bucket",
      .protects(["enforced"]), whenAbsent: .off),
    ProtectiveSetting("allow_nested_items_to_be_public", on: "azurerm_storage_account", .whenFalse, whenAbsent: .off),
    ProtectiveSetting("allow_blob_public_access", on: "azurerm_storage_account", .whenFalse, whenAbsent: .on),
    ProtectiveSetting(
      "container_access_type", on: "azurerm_storage_container",
      .exposes(["blob", "container"]), whenAbsent: .on),
    ProtectiveSetting(
      "network_rules.default_action", on: "azurerm_storage_account",
      .protects(["deny"]), whenAbsent: .off),
    ProtectiveSetting(
      "default_action", on: "azurerm_storage_account_network_rules",
      .protects(["deny"]), whenAbsent: .off),
    ProtectiveSetting(
      "network_acls.default_action", on: "azurerm_key_vault azurerm_cognitive_account",
      .protects(["deny"]), whenAbsent: .off),
  ]

  /// Resources that are nothing but such a setting of another one.
  private static let companions: Set<String> = [
    "aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block", "aws_ebs_snapshot_block_public_access",
    "aws_ec2_image_block_public_access",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    let findings =
      change.findings(of: Self.settings, loosened: .terraformStoragePublic, tightened: .terraformStoragePrivate)
      + change.companionFindings(Self.companions, removed: .terraformStoragePublic, added: .terraformStoragePrivate)
      + change.exposedFromTheStart(Self.settings, .terraformStoragePublic)
    guard findings.contains(where: { $0.kind == .terraformStoragePublic }) else { return findings }
    let redirecting = Set(change.instances.filter { Self.onlyRedirects($0, change) }.map { change.name($0.name) })
    return findings.filter { $0.kind != .terraformStoragePublic || !redirecting.contains($0.resource) }
  }

  /// Whether the resource is a new bucket that only answers with another address, or a setting of one: nobody can read
  /// what is not there. A bucket that is there already may hold files all the same.
  private static func onlyRedirects(_ resource: ResourceChange, _ change: ModuleChange) -> Bool {
    guard let after = resource.after else { return false }
    let bucket = resource.type == "aws_s3_bucket" ? resource.address : Self.bucket(of: after)
    guard let bucket, let block = change.head.resources[bucket], change.base.resources[bucket] == nil else {
      return false
    }
    let redirect = ["website", "redirect_all_requests_to"]
    if change.head.arguments(at: redirect, of: block).contains(where: { !$0.isAbsent }) { return true }
    let rules = change.head.arguments(at: ["website", "routing_rules"], of: block)
    if rules.contains(where: { redirectsAll($0) }) { return true }
    return change.head.resources.contains { address, website in
      address.type == "aws_s3_bucket_website_configuration" && Self.bucket(of: website) == bucket
        && (!website.children(ofType: redirect[1]).isEmpty
          || redirectsAll(change.head.argument("routing_rules", of: website))
          || website.children(ofType: "routing_rule").contains {
            $0.children(ofType: "condition").isEmpty && !$0.children(ofType: "redirect").isEmpty
          })
    }
  }

  /// Whether one of the rules redirects without asking for anything.
  private static func redirectsAll(_ rules: Argument) -> Bool {
    let list: StaticValue?
    switch rules.value {
    case .encoded(let elements): list = elements.values.first
    case .string(let text): list = JSONValues.decode(text)
    default: list = nil
    }
    return list?.elements?.contains { $0.members?["Redirect"] != nil && $0.members?["Condition"] == nil } ?? false
  }

  private static func bucket(of block: ConfigurationBlock) -> ResourceAddress? {
    block.attribute("bucket")?.expression.variables.compactMap(\.resource).first { $0.type == "aws_s3_bucket" }
  }
}

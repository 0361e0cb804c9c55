public import Findings
import HCL

extension ChangeKind {
  /// The region, account, project, subscription, profile or role of a provider has changed.
  public static let terraformProviderIdentityChanged = ChangeKind(
    id: "terraform.provider.identity-changed", title: "Provider acts elsewhere or as somebody else",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "With another region, account or project Terraform looks for everything in the wrong place, and "
      + "creates it there a second time.",
    instead: "Move resources one by one with `import` and `removed`; read the plan before anybody applies.")

  /// A resource that holds no data is made by a provider of another region, and all else about the provider is the same.
  public static let terraformProviderRegionChanged = ChangeKind(
    id: "terraform.provider.region-changed", title: "Made in another region",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "It is looked for where it is not, and made there anew; the old one is left behind. Nothing in it is lost.",
    instead: "Delete the old one, unless the service has no regions.")

  /// A setting of a bucket is made by the provider that makes the bucket, and was not before.
  public static let terraformProviderOfBucket = ChangeKind(
    id: "terraform.provider.of-bucket", title: "Setting of a bucket made by the bucket's provider",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "The bucket stays where it is. The setting is looked for there from now on, and made where it is not found.",
    instead: "Nothing, if the plan shows no more than that.")
}

/// Where and as whom a provider acts.
struct ProviderIdentityChanged: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformProviderIdentityChanged, .terraformProviderRegionChanged, .terraformProviderOfBucket,
  ]

  /// Types of services without regions, and such as only join other things: what is made anew elsewhere is as good.
  private static let regionless = [
    "aws_iam_", "aws_route53_", "aws_cloudfront_", "aws_cloudwatch_log_delivery",
    "aws_cloudwatch_log_subscription_filter",
    "aws_cloudwatch_metric_alarm", "aws_acm_certificate_validation", "aws_lambda_permission",
  ]

  /// The arguments that say where and as whom.
  static let paths: [[String]] = [
    ["region"], ["profile"], ["project"], ["zone"], ["subscription_id"], ["tenant_id"], ["account_id"],
    ["allowed_account_ids"], ["assume_role", "role_arn"], ["impersonate_service_account"], ["host"], ["config_context"],
    ["base_url"], ["organization"], ["endpoint"], ["server_url"], ["address"], ["domain"],
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    let (before, after) = (Self.providers(of: change.base), Self.providers(of: change.head))
    let references = ProviderReference.all(in: change).compactMap { reference in
      finding(for: reference, before["provider.\(reference.before)"], after["provider.\(reference.after)"], change)
    }
    return references
      + before.sorted { $0.key < $1.key }.compactMap { name, old in
        guard let new = after[name] else { return nil }
        for path in Self.paths {
          guard let (first, second) = Self.pairs(at: path, old, new, change).first(where: { !change.isSame($0, $1) })
          else { continue }
          // What was left to the environment may be what is written now, and what is not known may be the same.
          guard first.isKnown, second.isKnown else { continue }
          if first.isAbsent || second.isAbsent, path != ["assume_role", "role_arn"] { continue }
          return finding(name, first, second, new, change)
        }
        return nil
      }
  }

  /// What is made by another provider than before, where both are configured here and act elsewhere or as somebody else.
  private func finding(
    for reference: ProviderReference, _ old: ConfigurationBlock?, _ new: ConfigurationBlock?, _ change: ModuleChange
  ) -> Finding? {
    guard let old, let new else { return nil }
    let differences = Self.paths.filter { path in
      !Self.pairs(at: path, old, new, change).allSatisfy { change.isSame($0, $1) }
    }
    if differences.isEmpty { return nil }
    let type = reference.block.labels.first ?? ""
    let isOfRegion =
      differences == [["region"]] && Self.regionless.contains(where: { type.hasPrefix($0) })
      && Self.differInRegionOnly(old, new, change)
    return change.finding(
      reference.isThatOfBucket(in: change)
        ? .terraformProviderOfBucket
        : isOfRegion ? .terraformProviderRegionChanged : .terraformProviderIdentityChanged, reference.name,
      at: reference.block, side: .head, confidence: .resolved,
      before: .text(reference.before), after: .text(reference.after),
      facts: [Finding.Fact("provider", reference.after)])
  }

  /// Whether nothing else is set on two configurations of a provider, or to the same.
  private static func differInRegionOnly(
    _ old: ConfigurationBlock, _ new: ConfigurationBlock, _ change: ModuleChange
  ) -> Bool {
    let names = Set(old.attributes.keys).union(new.attributes.keys).subtracting(["alias", "region", "version"])
    return names.allSatisfy { change.isSame(change.base.argument($0, of: old), change.head.argument($0, of: new)) }
      && (old.children + new.children).allSatisfy { ["assume_role", "default_tags", "ignore_tags"].contains($0.type) }
  }

  /// The argument of each block on both sides; absent where a side has fewer blocks, so that a role whose block comes and
  /// goes with a `dynamic` block is seen.
  private static func pairs(
    at path: [String], _ old: ConfigurationBlock, _ new: ConfigurationBlock, _ change: ModuleChange
  ) -> [(Argument, Argument)] {
    let (before, after) = (change.base.arguments(at: path, of: old), change.head.arguments(at: path, of: new))
    let absent = Argument.absent(path.joined(separator: "."))
    return (0..<max(before.count, after.count)).map { index in
      (index < before.count ? before[index] : absent, index < after.count ? after[index] : absent)
    }
  }

  private func finding(
    _ name: String, _ before: Argument, _ after: Argument, _ block: ConfigurationBlock, _ change: ModuleChange
  ) -> Finding {
    change.finding(
      .terraformProviderIdentityChanged, name, at: block, side: .head,
      confidence: Argument.confidence(before, after), before: before.shown, after: after.shown,
      facts: [Finding.Fact("provider", name)])
  }

  private static func providers(of view: ModuleView) -> [String: ConfigurationBlock] {
    Dictionary(
      view.settings.filter { $0.type == "provider" }.map { block in
        let alias = block.attribute("alias")?.expression.literalString.map { ".\($0)" } ?? ""
        return ("provider.\(block.labels.first ?? "")\(alias)", block)
      }, uniquingKeysWith: { first, _ in first })
  }
}

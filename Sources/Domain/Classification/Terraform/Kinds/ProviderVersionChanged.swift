public import Findings

extension ChangeKind {
  /// The least major version of a provider that is asked for, or the locked one, has changed.
  public static let terraformProviderMajorChanged = ChangeKind(
    id: "terraform.provider.major-changed", title: "Provider of another major version",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "A major version may rename arguments, change defaults and replace resources.",
    instead: "Read the upgrade guide, and plan every root module that uses it.")

  /// The source address of a provider has changed.
  public static let terraformProviderSourceChanged = ChangeKind(
    id: "terraform.provider.source-changed", title: "Provider from elsewhere",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "A provider is a program that runs with all credentials; this one comes from somebody else.",
    instead: "Check who publishes it; use `terraform state replace-provider`.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])

  /// A constraint on the version of a provider was removed or lost its upper bound.
  public static let terraformProviderUnpinned = ChangeKind(
    id: "terraform.provider.unpinned", title: "Provider version no longer bounded",
    baseScore: 300, direction: .loosens, reversible: true,
    why: "The next `init` without a lock file takes whatever version is newest.",
    instead: "Keep a constraint with an upper bound, such as `~> 5.0`.",
    controls: ["SOC2:CC8.1"])

  /// The version of a provider got an upper bound. The inverse of `terraform.provider.unpinned`.
  public static let terraformProviderPinned = ChangeKind(
    id: "terraform.provider.pinned", title: "Provider version bounded",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Versions above the bound are not taken.",
    instead: "Nothing.",
    controls: ["SOC2:CC8.1"])
}

/// The versions and sources of providers. Minor and patch versions are routine and give nothing.
struct ProviderVersionChanged: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformProviderMajorChanged, .terraformProviderSourceChanged, .terraformProviderUnpinned,
    .terraformProviderPinned,
  ]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    let (before, after) = (change.base.providerRequirements, change.head.providerRequirements)
    return after.sorted { $0.key < $1.key }.flatMap { name, new -> [Finding] in
      guard let old = before[name] else { return [] }
      return kinds(old, new).map { kind in
        change.finding(
          kind, "provider.\(name)", at: new.block, side: .head, before: .text(old.shown), after: .text(new.shown),
          facts: [Finding.Fact("provider", name)])
      }
    } + locked(change)
  }

  private func kinds(_ old: ProviderRequirement, _ new: ProviderRequirement) -> [ChangeKind] {
    var kinds: [ChangeKind] = []
    if let before = old.address, let after = new.address, before != after {
      kinds.append(.terraformProviderSourceChanged)
    }
    if let before = old.constraint.major, let after = new.constraint.major, before != after {
      kinds.append(.terraformProviderMajorChanged)
    }
    if old.constraint.isBounded, !new.constraint.isBounded { kinds.append(.terraformProviderUnpinned) }
    if !old.constraint.isBounded, new.constraint.isBounded { kinds.append(.terraformProviderPinned) }
    return kinds
  }

  /// The lock file says which version is really taken. Where the constraint says the same, it says it once.
  private func locked(_ change: ModuleChange) -> [Finding] {
    let (before, after) = (change.base.lockedProviders, change.head.lockedProviders)
    return after.sorted { $0.key < $1.key }.compactMap { address, new in
      guard let old = before[address], let first = old.version.major, let second = new.version.major, first != second
      else { return nil }
      return change.finding(
        .terraformProviderMajorChanged, "lock of \(address)", at: new.block, side: .head,
        before: .text(old.version.text), after: .text(new.version.text), facts: [Finding.Fact("provider", address)])
    }
  }
}

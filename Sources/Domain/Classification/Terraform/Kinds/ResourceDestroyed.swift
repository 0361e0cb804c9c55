public import Findings
import HCL

extension ChangeKind {
  /// The block of a resource that holds data, keys or names was removed, or its `count` became 0, and no
  /// `moved` or `removed { lifecycle { destroy = false } }` block covers it. Terraform destroys it, and what
  /// it held with it.
  public static let terraformDestroyStateful = ChangeKind(
    id: "terraform.destroy.stateful", title: "Stateful resource destroyed",
    baseScore: BaseScore.critical, direction: .neutral, reversible: false,
    why: "The next apply deletes the resource and the data it holds; putting the block back creates an "
      + "empty one. "
      + "`prevent_destroy` does not help once the block is gone.",
    instead: "Add a `moved` block if it was renamed, or `removed { lifecycle { destroy = false } }` to "
      + "keep the real thing; "
      + "to delete it on purpose, take and check a backup first.")

  /// The block of a resource that `prevent_destroy` or a deletion protection guarded was removed.
  public static let terraformDestroyProtected = ChangeKind(
    id: "terraform.destroy.protected", title: "Protected resource destroyed",
    baseScore: BaseScore.critical, direction: .neutral, reversible: false,
    why: "Somebody marked this resource as one that must not be destroyed, and the mark goes with the block.",
    instead: "Find out why it was protected; then lift the protection in a change of its own, before the "
      + "one that removes it.")

  /// The block of a network that other resources hang on was removed.
  public static let terraformDestroyNetworkCore = ChangeKind(
    id: "terraform.destroy.network-core", title: "Network core destroyed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What hangs on the network, route or gateway is cut off the moment it is gone.",
    instead: "Move what depends on it first, and plan the change for a time when an outage is acceptable.")

  /// The block of a resource that holds nothing was removed.
  public static let terraformDestroyResource = ChangeKind(
    id: "terraform.destroy.resource", title: "Resource destroyed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The next apply deletes the resource; whatever still uses it fails.",
    instead: "Check that nothing refers to it any more, outside this repository as well.")
}

extension ChangeKind {
  /// The block of a resource that holds data was removed, and whether it had an instance hangs on a condition that is not
  /// decided in this repository.
  public static let terraformDestroyConditional = ChangeKind(
    id: "terraform.destroy.conditional", title: "Stateful resource removed that stood under a condition",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "Where the condition held, the next apply deletes the resource and the data it holds.",
    instead: "Look in which environments the condition holds; there, take and check a backup first, or keep the real "
      + "thing with `removed { lifecycle { destroy = false } }`.")
}

/// A resource that is gone from the configuration, or of which no instance is left.
struct ResourceDestroyed: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformDestroyStateful, .terraformDestroyProtected, .terraformDestroyNetworkCore,
    .terraformDestroyResource, .terraformDestroyConditional,
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.resources.compactMap { resource in
      guard let before = resource.before else { return nil }
      switch resource.fate {
      case .removed: return removed(resource, before, .literal, change)
      case .perhapsForgotten: return removed(resource, before, .symbolic, change)
      case .kept: return emptied(resource, before, change)
      case .added, .forgotten, .relocated, .renamed, .renamedFrom: return nil
      }
    }
  }

  private func removed(
    _ resource: ResourceChange, _ before: ConfigurationBlock, _ confidence: Finding.Confidence,
    _ change: ModuleChange
  ) -> Finding? {
    // OpenTofu keeps the real thing when the removed block said so; and what had no instance cannot be
    // destroyed.
    let lifecycle = before.children(ofType: "lifecycle").first
    if lifecycle?.attribute("destroy")?.expression.literalBool == false { return nil }
    if change.base.instances(of: before) == 0 { return nil }
    let guards = change.base.guards(of: before)
    let kind =
      isSecondGateway(before, resource.address, change)
      ? .terraformDestroyResource : kind(of: before, isProtected: !guards.isEmpty)
    let isConditional = kind == .terraformDestroyStateful && guards.isEmpty && change.base.standsUnderCondition(before)
    let condition = isConditional ? change.base.repetition(of: before).shown.map { " with \($0)" } : nil
    return change.finding(
      isConditional ? .terraformDestroyConditional : kind, resource.address, at: before, side: .base,
      confidence: isConditional ? .symbolic : confidence, before: .text("\(resource.address)\(condition ?? "")"),
      facts: [Finding.Fact("resource", "\(resource.address)"), Finding.Fact("type", resource.type)]
        + guards.map { Finding.Fact("guard", $0) })
  }

  private func emptied(
    _ resource: ResourceChange, _ before: ConfigurationBlock, _ change: ModuleChange
  ) -> Finding? {
    guard let after = resource.after, change.head.instances(of: after) == 0,
      change.base.instances(of: before) != 0
    else { return nil }
    let guards = change.base.guards(of: before)
    let (old, new) = (change.base.repetition(of: before), change.head.repetition(of: after))
    if change.mayStay(before, after) { return nil }
    return change.finding(
      kind(of: before, isProtected: !guards.isEmpty), resource.address, at: after, side: .head,
      confidence: new.confidence, before: old.shown.map(Finding.Value.text),
      after: new.shown.map(Finding.Value.text),
      facts: [Finding.Fact("resource", "\(resource.address)"), Finding.Fact("type", resource.type)]
        + guards.map { Finding.Fact("guard", $0) })
  }

  /// Whether an Internet gateway goes and another one of the same network stays: a network takes one only, so one of the two
  /// was never attached ("Amazon VPC quotas").
  private func isSecondGateway(
    _ before: ConfigurationBlock, _ address: ResourceAddress, _ change: ModuleChange
  ) -> Bool {
    guard address.type == "aws_internet_gateway" else { return false }
    let network = change.base.argument("vpc_id", of: before)
    return !network.isAbsent
      && change.head.resources.contains { other, block in
        // One of several, or of none, may not be there.
        other.type == address.type && change.base.resources[other]?.isRepeated == false && !block.isRepeated
          && change.isSame(network, change.head.argument("vpc_id", of: block))
      }
  }

  private func kind(of block: ConfigurationBlock, isProtected: Bool) -> ChangeKind {
    let type = block.labels.first ?? ""
    if block.holdsData { return .terraformDestroyStateful }
    if isProtected { return .terraformDestroyProtected }
    return NetworkCoreTypes.contains(type) ? .terraformDestroyNetworkCore : .terraformDestroyResource
  }
}

extension ModuleView {
  /// Whether a `count` or `for_each` that is not known here chooses: then there may have been no instance.
  func standsUnderCondition(_ block: ConfigurationBlock) -> Bool {
    guard repetition(of: block).keys == nil,
      let written = block.attribute("count") ?? block.attribute("for_each")
    else { return false }
    return scope.chooses(written.expression)
  }

  /// The guards that stood around a resource: the names of the arguments that forbid its destruction.
  fileprivate func guards(of block: ConfigurationBlock) -> [String] {
    var guards: [String] = []
    if PreventDestroyChanged.protection(of: block, in: self) == .on { guards.append("prevent_destroy") }
    for setting in DeletionProtectionChanged.settings where setting.applies(to: block.type) {
      let arguments = arguments(at: setting.path, of: block)
      // A default guards silently; only what somebody wrote marks the resource as one to keep.
      if arguments.contains(where: { !$0.isAbsent && setting.protection(by: $0) == .on }) {
        guards.append(setting.path.joined(separator: "."))
      }
    }
    return Array(Set(guards)).sorted()
  }
}

public import Findings
import HCL

extension ChangeKind {
  /// A module call was removed, or its `count` became 0, and no `moved` or `removed` block covers it. The
  /// module holds data or carries a network, or it comes from elsewhere and its content is not known.
  public static let terraformModuleRemoved = ChangeKind(
    id: "terraform.module.removed", title: "Module call removed",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "The next apply destroys every resource that the module made, with the data they hold.",
    instead: "Add `moved { from = module.<old> to = module.<new> }` if it was renamed, or "
      + "`removed { lifecycle { destroy = false } }` to keep the real things.")
}

extension ChangeKind {
  /// The call of a module that holds no data was removed, or its `count` became 0. The module stands in this
  /// repository and was read.
  public static let terraformModuleStatelessRemoved = ChangeKind(
    id: "terraform.module.stateless-removed", title: "Call of a stateless module removed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The next apply destroys every resource that the module made; none of them holds data.",
    instead: "Check that nothing outside the module uses what it made.")
}

extension ChangeKind {
  /// The call of a module that made nothing was removed: `enabled` or `create` is false by what stands in the repository, or
  /// there was no module where the call led.
  public static let terraformModuleIdleRemoved = ChangeKind(
    id: "terraform.module.idle-removed", title: "Call of a module that made nothing here removed",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "By what stands here the module was switched off, or was not there; where it made something all the same, by "
      + "another value or in an earlier version, the next apply destroys that.",
    instead: "Look whether any environment switches it on, and read the plan.")

  /// The call of a module from elsewhere that by its name makes roles or users only was removed.
  public static let terraformModuleIdentityRemoved = ChangeKind(
    id: "terraform.module.identity-removed", title: "Call of a module of roles removed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "By its name the module made roles or users only: no data goes with them, but whoever works through "
      + "them is refused from the next apply on.",
    instead: "Look who uses what it made, and keep the call until nobody does.")

  /// A module call was given another name, without a `moved` block.
  public static let terraformModuleRenamed = ChangeKind(
    id: "terraform.module.renamed", title: "Module call renamed without a moved block",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "To Terraform it is another one: everything that the module made is destroyed and made anew, without the data "
      + "that it held.",
    instead: "Add `moved { from = module.<old> to = module.<new> }`.")
}

/// Module calls that are gone, or of which no instance is left.
struct ModuleRemoved: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformModuleRemoved, .terraformModuleStatelessRemoved, .terraformModuleIdleRemoved,
    .terraformModuleIdentityRemoved, .terraformModuleRenamed,
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    var fresh = change.moduleCalls.filter { $0.before == nil }
    return change.moduleCalls.compactMap { call in
      guard let before = call.before, !call.isCovered, change.base.instances(of: before) != 0 else {
        return nil
      }
      let address = "module.\(call.name)"
      let source = change.base.argument("source", of: before)
      let facts =
        [Finding.Fact("module", call.name)] + (source.fact.map { [Finding.Fact("source", $0)] } ?? [])
      guard let after = call.after else {
        if call.stakes != .stateless, call.stakes != .absent, !Self.isSwitchedOff(before, change),
          let place = fresh.firstIndex(where: { Self.isRename(before, $0.after, change) || Self.isRespelt(call, $0) })
        {
          let new = fresh.remove(at: place)
          return change.finding(
            .terraformModuleRenamed, address, at: before, side: .base, before: .text(address),
            after: .text("module.\(new.name)"), facts: facts)
        }
        return change.finding(
          Self.kind(call, before, change), address, at: before, side: .base, before: source.shown, facts: facts)
      }
      guard change.head.instances(of: after) == 0 else { return nil }
      let (old, new) = (change.base.repetition(of: before), change.head.repetition(of: after))
      if change.mayStay(before, after) { return nil }
      return change.finding(
        Self.kind(call, before, change), address, at: after, side: .head, confidence: new.confidence,
        before: .text(old.shown ?? "single"), after: new.shown.map(Finding.Value.text), facts: facts)
    }
  }

  private static func kind(
    _ call: ModuleCallChange, _ before: ConfigurationBlock, _ change: ModuleChange
  ) -> ChangeKind {
    if call.stakes == .stateless { return .terraformModuleStatelessRemoved }
    if call.stakes == .absent || isSwitchedOff(before, change) { return .terraformModuleIdleRemoved }
    let isOfIdentities = before.attribute("source")?.expression.literalString.map { IdentityModules.contains($0) }
    return isOfIdentities == true ? .terraformModuleIdentityRemoved : .terraformModuleRemoved
  }

  /// The switches of the modules of Cloud Posse and of terraform-aws-modules, by which they make nothing ("Set to false to
  /// prevent the module from creating any resources").
  private static let switches = ["enabled", "create"]

  /// Whether the module of a call comes from elsewhere and is told to make nothing.
  private static func isSwitchedOff(_ call: ConfigurationBlock, _ change: ModuleChange) -> Bool {
    guard call.calledDirectory(from: change.base.directory) == nil else { return false }
    return switches.contains { name in
      let value = change.base.argument(name, of: call).value
      return value?.boolean == false || value?.string == "false"
    }
  }

  /// Whether a new call has the same name but for `-` and `_`, and leads to the same module in whatever version.
  private static func isRespelt(_ old: ModuleCallChange, _ new: ModuleCallChange) -> Bool {
    let places = [old.before, new.after].map { call in
      (call?.attribute("source")?.expression.literalString).map { ModuleSource.place($0) }
    }
    return places[0] != nil && places[0] == places[1]
      && old.name.map { $0 == "-" ? "_" : $0 } == new.name.map { $0 == "-" ? "_" : $0 }
  }

  /// Whether a new call leads to the same version of the same module, and asks mostly for the same.
  private static func isRename(
    _ before: ConfigurationBlock, _ after: ConfigurationBlock?, _ change: ModuleChange
  ) -> Bool {
    guard let after, let old = before.attribute("source")?.expression, let new = after.attribute("source")?.expression,
      old.isSemanticallyEqual(to: new), ModuleSource(before)?.pin == ModuleSource(after)?.pin
    else { return false }
    let names = Set(before.attributes.keys).union(after.attributes.keys).filter(CallArguments.isArgument)
    let same = names.filter { name in
      change.isSame(change.base.argument(name, of: before), change.head.argument(name, of: after))
    }
    return same.count * 2 >= names.count
  }
}

public import Findings

extension ChangeKind {
  /// The version or tag of a module has another major number.
  public static let terraformModuleMajorChanged = ChangeKind(
    id: "terraform.module.major-changed", title: "Module of another major version",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "A major version may rename, replace or drop resources that hold data.",
    instead: "Read its changelog and the plan; look for `moved` blocks in the new version.")

  /// A module went from a version, tag or commit to a branch, or to none of these.
  public static let terraformModuleUnpinned = ChangeKind(
    id: "terraform.module.unpinned", title: "Module no longer pinned",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Whoever can push to the branch, or publish a version, changes what is applied here without a change "
      + "in this repository.",
    instead: "Pin the module to a version, a tag or, best, a commit.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])

  /// A module is pinned to a version, tag or commit. The inverse of `terraform.module.unpinned`.
  public static let terraformModulePinned = ChangeKind(
    id: "terraform.module.pinned", title: "Module pinned",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What is applied changes only with a change in this repository.",
    instead: "Nothing.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])
}

/// The versions of called modules. Minor and patch versions are routine and give nothing.
struct ModuleVersionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformModuleMajorChanged, .terraformModuleUnpinned, .terraformModulePinned]

  func findings(in change: ModuleChange) -> [Finding] {
    change.moduleCalls.compactMap { call in
      guard let before = call.before, let after = call.after, let old = ModuleSource(before),
        let new = ModuleSource(after),
        !old.isLocal, !new.isLocal
      else { return nil }
      guard let kind = kind(old, new) else { return nil }
      return change.finding(
        kind, "module.\(call.name)", at: after, side: .head, before: .text(old.pin ?? "not pinned"),
        after: .text(new.pin ?? "not pinned"), facts: [Finding.Fact("module", call.name)])
    }
  }

  private func kind(_ old: ModuleSource, _ new: ModuleSource) -> ChangeKind? {
    if old.isPinned != new.isPinned { return old.isPinned ? .terraformModuleUnpinned : .terraformModulePinned }
    guard !old.isResourceless, let before = old.version?.major, let after = new.version?.major, before != after,
      old.series == new.series
    else { return nil }
    return .terraformModuleMajorChanged
  }
}

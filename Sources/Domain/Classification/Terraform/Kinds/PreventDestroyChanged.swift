public import Findings
import HCL

extension ChangeKind {
  /// `lifecycle { prevent_destroy = true }` was removed or set to false.
  public static let terraformGuardPreventDestroyRemoved = ChangeKind(
    id: "terraform.guard.prevent-destroy-removed", title: "prevent_destroy removed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "A later change can now destroy or replace the resource without an error; this is usually the "
      + "first of two steps.",
    instead: "Keep the guard; if the resource is to go, remove the guard in the change that says so.")

  /// `lifecycle { prevent_destroy = true }` was added. The inverse of
  /// `terraform.guard.prevent-destroy-removed`.
  public static let terraformGuardPreventDestroyAdded = ChangeKind(
    id: "terraform.guard.prevent-destroy-added", title: "prevent_destroy added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Terraform refuses a plan that would destroy the resource.",
    instead: "Nothing.")
}

/// `prevent_destroy` switched off and on. No plan shows it; the text is the only place where it can be seen.
struct PreventDestroyChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformGuardPreventDestroyRemoved, .terraformGuardPreventDestroyAdded]

  static let setting = ProtectiveSetting("lifecycle.prevent_destroy", .whenTrue, whenAbsent: .off)

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: [Self.setting], loosened: .terraformGuardPreventDestroyRemoved,
      tightened: .terraformGuardPreventDestroyAdded) + unit(change)
  }

  /// The guard of a unit of Terragrunt, which stops `terragrunt destroy`.
  private func unit(_ change: ModuleChange) -> [Finding] {
    let (old, new) = (change.base.terragrunt?.preventDestroy, change.head.terragrunt?.preventDestroy)
    let (was, stays) = (old?.expression.literalBool ?? false, new?.expression.literalBool ?? false)
    guard was != stays, change.base.terragrunt != nil, change.head.terragrunt != nil, let source = new ?? old else {
      return []
    }
    let block = ConfigurationBlock(type: "module", labels: ["terragrunt"], at: source, attributes: [])
    return [
      change.finding(
        was ? .terraformGuardPreventDestroyRemoved : .terraformGuardPreventDestroyAdded, "terragrunt", at: block,
        side: new == nil ? .base : .head, before: .text("prevent_destroy = \(was)"),
        after: .text("prevent_destroy = \(stays)"), facts: [Finding.Fact("attribute", "prevent_destroy")])
    ]
  }

  /// Whether the guard stands on `block`.
  static func protection(of block: ConfigurationBlock, in view: ModuleView) -> Protection {
    view.arguments(at: setting.path, of: block).first.map(setting.protection) ?? setting.whenAbsent
  }
}

public import Findings
import HCL

extension ChangeKind {
  /// `sensitive = true` was removed from a variable or output, or `nonsensitive()` is new around a value.
  public static let terraformSensitiveRemoved = ChangeKind(
    id: "terraform.sensitive.removed", title: "Value no longer marked sensitive",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "Plans, logs and reports show the value from now on.",
    instead: "Keep the mark; use `nonsensitive()` only on what is derived and harmless.",
    controls: ["SOC2:CC6.1"])

  /// `sensitive = true` was added. The inverse of `terraform.sensitive.removed`.
  public static let terraformSensitiveAdded = ChangeKind(
    id: "terraform.sensitive.added", title: "Value marked sensitive",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Plans and logs no longer show the value.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1"])
}

/// The marks by which Terraform keeps values out of its output.
struct SensitivityChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformSensitiveRemoved, .terraformSensitiveAdded]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    marks("var", change.base.variables, change.head.variables, change)
      + marks("output", change.base.outputs, change.head.outputs, change) + unmarked(change)
  }

  private func marks(
    _ root: String, _ base: [String: ConfigurationBlock], _ head: [String: ConfigurationBlock], _ change: ModuleChange
  ) -> [Finding] {
    base.sorted { $0.key < $1.key }.compactMap { name, before in
      guard let after = head[name] else { return nil }
      let old = before.attribute("sensitive")?.expression.literalBool ?? false
      let new = after.attribute("sensitive")?.expression.literalBool ?? false
      guard old != new else { return nil }
      return change.finding(
        old ? .terraformSensitiveRemoved : .terraformSensitiveAdded, "\(root).\(name)", at: after, side: .head)
    }
  }

  private func unmarked(_ change: ModuleChange) -> [Finding] {
    change.head.outputs.sorted { $0.key < $1.key }.compactMap { name, after in
      guard Self.isUnmarked(after), !(change.base.outputs[name].map(Self.isUnmarked) ?? false) else { return nil }
      return change.finding(.terraformSensitiveRemoved, "output.\(name)", at: after, side: .head)
    }
  }

  private static func isUnmarked(_ block: ConfigurationBlock) -> Bool {
    var found = false
    block.attribute("value")?.expression.forEachCall { if $0.name == "nonsensitive" { found = true } }
    return found
  }
}

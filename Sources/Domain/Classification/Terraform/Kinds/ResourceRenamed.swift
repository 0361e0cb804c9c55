public import Findings

extension ChangeKind {
  /// A resource that holds data, keys or names got another name without a `moved` block.
  public static let terraformRenameUnmoved = ChangeKind(
    id: "terraform.rename.unmoved", title: "Stateful resource renamed without a moved block",
    baseScore: BaseScore.critical, direction: .neutral, reversible: false,
    why: "To Terraform the old name is gone and the new one is another resource: the next apply destroys "
      + "the old one "
      + "with its data and creates an empty one.",
    instead: "Add `moved { from = <old> to = <new> }` in the same change.")

  /// A resource that holds nothing got another name without a `moved` block.
  public static let terraformRenameResource = ChangeKind(
    id: "terraform.rename.resource", title: "Resource renamed without a moved block",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "To Terraform the old name is gone and the new one is another resource: it destroys one and "
      + "creates the other, "
      + "in no particular order.",
    instead: "Add `moved { from = <old> to = <new> }` in the same change.")
}

/// Resources that are destroyed and created under another name, where nothing but the name was meant to
/// change.
struct ResourceRenamed: TerraformRule {
  let kinds: [ChangeKind] = [.terraformRenameUnmoved, .terraformRenameResource]

  func findings(in change: ModuleChange) -> [Finding] {
    change.resources.compactMap { resource in
      guard case .renamedFrom(let old) = resource.fate, let after = resource.after,
        let before = change.base.resources[old], change.base.instances(of: before) != 0
      else { return nil }
      let kind: ChangeKind = before.holdsData ? .terraformRenameUnmoved : .terraformRenameResource
      return change.finding(
        kind, old, at: after, side: .head, before: .text("\(old)"), after: .text("\(resource.address)"),
        facts: [
          Finding.Fact("resource", "\(old)"), Finding.Fact("type", resource.type),
          Finding.Fact("renamed-to", "\(resource.address)"),
        ])
    }
  }
}

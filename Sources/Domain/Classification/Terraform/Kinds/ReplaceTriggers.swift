public import Findings
import HCL

extension ChangeKind {
  /// `replace_triggered_by` of a resource that holds data names something more.
  public static let terraformReplaceTriggerAdded = ChangeKind(
    id: "terraform.replace-trigger.added", title: "Replacement on changes elsewhere",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "A later change of something else, however small, destroys this resource with its data and creates an "
      + "empty one.",
    instead: "Leave what holds data out of `replace_triggered_by`.")

  /// `replace_triggered_by` names less. The inverse of `terraform.replace-trigger.added`.
  public static let terraformReplaceTriggerRemoved = ChangeKind(
    id: "terraform.replace-trigger.removed", title: "No replacement on changes elsewhere",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The resource is no longer replaced because something else changes.",
    instead: "Nothing.")
}

/// What else makes a resource that holds data be replaced.
struct ReplaceTriggers: TerraformRule {
  let kinds: [ChangeKind] = [.terraformReplaceTriggerAdded, .terraformReplaceTriggerRemoved]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    change.resources.flatMap { resource -> [Finding] in
      guard resource.fate == .kept, StatefulTypes.contains(resource.type), let before = resource.before,
        let after = resource.after
      else { return [] }
      let (old, new) = (Self.triggers(of: before), Self.triggers(of: after))
      return [
        (ChangeKind.terraformReplaceTriggerAdded, new.names.subtracting(old.names), new.block ?? after, true),
        (.terraformReplaceTriggerRemoved, old.names.subtracting(new.names), after, false),
      ].compactMap { kind, names, block, isNew in
        guard !names.isEmpty else { return nil }
        let text = Finding.Value.text(names.sorted().joined(separator: ", "))
        return change.finding(
          kind, resource.address, at: block, side: .head, before: isNew ? nil : text, after: isNew ? text : nil,
          facts: [Finding.Fact("resource", "\(resource.address)")])
      }
    }
  }

  private static func triggers(of block: ConfigurationBlock) -> (names: Set<String>, block: ConfigurationBlock?) {
    let lifecycle = block.children(ofType: "lifecycle").first
    let expression = lifecycle?.attribute("replace_triggered_by")?.expression
    return (Set((expression?.tupleElements ?? []).map { $0.literalString ?? $0.normalizedText }), lifecycle)
  }
}

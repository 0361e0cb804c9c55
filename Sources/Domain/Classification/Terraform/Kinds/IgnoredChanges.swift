public import Findings

extension ChangeKind {
  /// `lifecycle.ignore_changes` names more arguments than before, or all of them.
  public static let terraformIgnoreChangesWidened = ChangeKind(
    id: "terraform.ignore-changes.widened", title: "More changes ignored",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "Terraform no longer mends these arguments, whoever changes them by hand, and later edits of them "
      + "here do nothing.",
    instead: "Ignore only what another program manages, and say which in a comment.")

  /// `lifecycle.ignore_changes` names fewer arguments than before. The inverse of `terraform.ignore-changes.widened`.
  public static let terraformIgnoreChangesNarrowed = ChangeKind(
    id: "terraform.ignore-changes.narrowed", title: "Fewer changes ignored",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Terraform mends these arguments again; the next apply undoes what was changed by hand.",
    instead: "Read the plan: it shows what was changed by hand meanwhile.")
}

/// The changes that a resource ignores, widened and narrowed.
struct IgnoredChanges: TerraformRule {
  let kinds: [ChangeKind] = [.terraformIgnoreChangesWidened, .terraformIgnoreChangesNarrowed]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    change.resources.flatMap { resource -> [Finding] in
      guard resource.fate == .kept, let before = resource.before, let after = resource.after else { return [] }
      let old = change.base.ignoredArguments(of: before)
      let new = change.head.ignoredArguments(of: after)
      guard old != new else { return [] }
      let (oldArgument, newArgument) = (argument(of: before, in: change.base), argument(of: after, in: change.head))
      var kinds: [ChangeKind] = []
      if new.all ? !old.all : !old.all && new.paths.contains(where: { !old.contains($0) }) {
        kinds.append(.terraformIgnoreChangesWidened)
      }
      if old.all ? !new.all : !new.all && old.paths.contains(where: { !new.contains($0) }) {
        kinds.append(.terraformIgnoreChangesNarrowed)
      }
      return kinds.map {
        Finding(
          kind: $0, location: change.location(of: oldArgument, newArgument, in: resource),
          resource: change.name(resource.address), before: old.shown.map(Finding.Value.text),
          after: new.shown.map(Finding.Value.text), files: [before.origin.path, after.origin.path],
          facts: [Finding.Fact("resource", "\(resource.address)")])
      }
    }
  }

  private func argument(of block: ConfigurationBlock, in view: ModuleView) -> Argument {
    block.children(ofType: "lifecycle").first.map { view.argument("ignore_changes", of: $0) }
      ?? .absent("lifecycle.ignore_changes")
  }
}

extension IgnoredArguments {
  /// The names in order, as a report shows them; `nil` for none.
  fileprivate var shown: String? {
    if all { return "ignore_changes = all" }
    return paths.isEmpty ? nil : "ignore_changes = [\(paths.sorted().joined(separator: ", "))]"
  }
}

public import Findings

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

/// Module calls that are gone, or of which no instance is left.
struct ModuleRemoved: TerraformRule {
  let kinds: [ChangeKind] = [.terraformModuleRemoved, .terraformModuleStatelessRemoved]

  func findings(in change: ModuleChange) -> [Finding] {
    change.moduleCalls.compactMap { call in
      guard let before = call.before, !call.isCovered, change.base.instances(of: before) != 0 else {
        return nil
      }
      let kind: ChangeKind =
        call.stakes == .stateless ? .terraformModuleStatelessRemoved : .terraformModuleRemoved
      let address = "module.\(call.name)"
      let source = change.base.argument("source", of: before)
      let facts =
        [Finding.Fact("module", call.name)] + (source.fact.map { [Finding.Fact("source", $0)] } ?? [])
      guard let after = call.after else {
        return change.finding(
          kind, address, at: before, side: .base, before: source.shown, facts: facts)
      }
      guard change.head.instances(of: after) == 0 else { return nil }
      let (old, new) = (change.base.repetition(of: before), change.head.repetition(of: after))
      // Whether there were instances is not known, and that there are none rests on a value that a caller may override.
      if old.keys == nil, new.confidence != .literal { return nil }
      return change.finding(
        kind, address, at: after, side: .head, confidence: new.confidence,
        before: .text(old.shown ?? "single"), after: new.shown.map(Finding.Value.text), facts: facts)
    }
  }
}

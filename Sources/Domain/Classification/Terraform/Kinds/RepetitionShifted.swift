public import Findings
import HCL

extension ChangeKind {
  /// An element was added to or taken from a list, not at its end, over which a resource that holds data counts.
  public static let terraformRepetitionShifted = ChangeKind(
    id: "terraform.repetition.shifted", title: "Instances shifted along their list",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "With `count`, instances are told apart by their place in the list: one taken out of the middle makes "
      + "each one behind it become its neighbour, and what cannot be changed in place is destroyed.",
    instead: "Use `for_each` over names, with `moved` blocks from the numbers; or take elements from the end only.")
}

/// Lists that a `count` goes over, with an element more or less before their end.
struct RepetitionShifted: TerraformRule {
  let kinds: [ChangeKind] = [.terraformRepetitionShifted]

  func findings(in change: ModuleChange) -> [Finding] {
    change.resources.compactMap { resource in
      guard resource.fate == .kept, StatefulTypes.contains(resource.type), let before = resource.before,
        let after = resource.after, let old = list(of: before, in: change.base),
        let new = list(of: after, in: change.head)
      else { return nil }
      let common = zip(old, new).prefix { $0 == $1 }.count
      let shorter = min(old.count, new.count)
      // A list that goes on as it was loses or wins at its end only, and one of the same length changes in place.
      guard old.count != new.count, common < shorter,
        old.dropFirst(common).contains(where: { new.contains($0) })
      else { return nil }
      return change.finding(
        .terraformRepetitionShifted, resource.address, at: after, side: .head, confidence: .resolved,
        before: .text(StaticValue.tuple(old).shown), after: .text(StaticValue.tuple(new).shown),
        facts: [Finding.Fact("resource", "\(resource.address)")])
    }
  }

  /// The list of `count = length(list)` when its elements are known.
  private func list(of block: ConfigurationBlock, in view: ModuleView) -> [StaticValue]? {
    guard let call = block.attribute("count")?.expression.functionCall, call.name == "length",
      let argument = call.arguments.first
    else { return nil }
    let value = view.evaluator.value(of: argument)
    return value.isKnown ? value.elements : nil
  }
}

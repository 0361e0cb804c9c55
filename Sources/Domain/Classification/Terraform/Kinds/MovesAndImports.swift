public import Findings
import HCL

extension ChangeKind {
  /// A `moved` block was deleted while what it leads to is still there.
  public static let terraformMovedRemoved = ChangeKind(
    id: "terraform.moved.removed", title: "Moved block removed",
    baseScore: 200, direction: .neutral, reversible: true,
    why: "A state that was not applied since the move still has the old name: there, the resource is destroyed "
      + "and created again.",
    instead: "Keep the block until every state has been applied.")

  /// A `moved` block leads a resource that holds data, keys or names into a module that is not in this repository.
  public static let terraformMovedUnseen = ChangeKind(
    id: "terraform.moved.unseen", title: "Stateful resource moved into a module not read here",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why: "Where the module has no resource of that address, or makes it otherwise, what was there is destroyed.",
    instead: "Read the plan: it must show the move and nothing else of it.")

  /// An `import` block was added.
  public static let terraformImportAdded = ChangeKind(
    id: "terraform.import.added", title: "Existing resource taken over",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "From the next apply on Terraform changes the real thing to what is written here, and destroys it "
      + "with its block.",
    instead: "Read the plan: it must show nothing but the import.")
}

/// `moved` blocks that go and `import` blocks that come. A new `moved` block destroys nothing and is no finding.
struct MovesAndImports: TerraformRule {
  let kinds: [ChangeKind] = [.terraformMovedRemoved, .terraformMovedUnseen, .terraformImportAdded]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    let gone = change.base.moves.filter { change.head.moves[$0.key] == nil && change.head.declares($0.value) }
    let known = Set(change.base.imports.map(Self.text))
    let imports = change.head.imports.filter { !known.contains(Self.text($0)) }
    let unseen = change.resources.compactMap { resource -> Finding? in
      guard StatefulTypes.contains(resource.type), let before = resource.before,
        let target = change.unseenMoves[resource.address]
      else { return nil }
      return change.finding(
        .terraformMovedUnseen, resource.address, at: before, side: .base, before: .text("\(resource.address)"),
        after: .text("\(target)"), facts: [Finding.Fact("resource", "\(resource.address)")])
    }
    return gone.compactMap { removed($0.key, $0.value, change) } + unseen
      + imports.map { block in
        let target = block.attribute("to").flatMap { ConfigurationAddress($0.expression) }.map { "\($0)" } ?? "import"
        return change.finding(.terraformImportAdded, target, at: block, side: .head)
      }
  }

  private func removed(
    _ from: ConfigurationAddress, _ to: ConfigurationAddress, _ change: ModuleChange
  ) -> Finding? {
    change.base.moveBlocks[from].map { block in
      change.finding(
        .terraformMovedRemoved, "\(to)", at: block, side: .base, before: .text("\(from)"), after: .text("\(to)"))
    }
  }

  private static func text(_ block: ConfigurationBlock) -> String {
    ["to", "id", "for_each"].map { block.attribute($0)?.expression.normalizedText ?? "" }.joined(separator: "\n")
  }
}

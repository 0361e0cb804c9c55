public import Findings

extension ChangeKind {
  /// A `removed` block without `destroy = false` was added for something that this change does not remove itself.
  public static let terraformRemovedDestroy = ChangeKind(
    id: "terraform.removed.destroy", title: "Removed block destroys",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "Unlike what its name suggests, a `removed` block destroys the real thing unless `destroy = false` "
      + "stands in it.",
    instead: "Write `lifecycle { destroy = false }` to keep the real thing.")

  /// A `removed` block with `destroy = false` was added: Terraform forgets the resource and keeps the real thing.
  public static let terraformRemovedForgotten = ChangeKind(
    id: "terraform.removed.forgotten", title: "Resource no longer managed",
    baseScore: 300, direction: .loosens, reversible: true,
    why: "The real thing stays and nobody looks after it: it is not updated, not checked and not destroyed.",
    instead: "Say in the change who manages it from now on.")
}

/// What `removed` blocks do.
struct RemovedBlocks: TerraformRule {
  let kinds: [ChangeKind] = [.terraformRemovedDestroy, .terraformRemovedForgotten]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    change.head.removals.sorted { "\($0.key)" < "\($1.key)" }.compactMap { address, block in
      guard change.base.removals[address] == nil else { return nil }
      let destroy = block.children(ofType: "lifecycle").first.map { change.head.argument("destroy", of: $0) }
      let keeps = destroy?.value?.boolean == false
      // The destruction of what this change removes has a finding of its own.
      let isReported =
        address.modules.isEmpty
        ? address.resource.map { change.base.resources[$0] != nil } ?? false
        : change.base.moduleCalls[address.modules[0]] != nil && change.head.moduleCalls[address.modules[0]] == nil
      if !keeps, isReported { return nil }
      return change.finding(
        keeps ? .terraformRemovedForgotten : .terraformRemovedDestroy, "\(address)", at: block, side: .head,
        after: .text(keeps ? "destroy = false" : "destroy"), facts: [Finding.Fact("resource", "\(address)")])
    }
  }
}

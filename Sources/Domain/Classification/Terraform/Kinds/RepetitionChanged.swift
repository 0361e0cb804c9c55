public import Findings

extension ChangeKind {
  /// A resource that holds data, or a whole module, went from one of "single", `count` and `for_each` to
  /// another, so that its instances get other addresses.
  public static let terraformRepetitionChanged = ChangeKind(
    id: "terraform.repetition.changed", title: "Instances get other addresses",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "`x[0]` and `x[\"a\"]` are different resources to Terraform: the old instances are destroyed and "
      + "new ones created.",
    instead: "Add a `moved` block for each instance in the same change.")

  /// A resource that holds data, or a whole module, gets fewer instances.
  public static let terraformRepetitionReduced = ChangeKind(
    id: "terraform.repetition.reduced", title: "Instances destroyed",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "The instances that are no longer asked for are destroyed with what they hold.",
    instead: "Move or back up what the instances hold first; with `count`, only the last ones go, "
      + "whichever was meant.")
}

/// Changes of `count` and `for_each` that destroy instances. Only what holds data is looked at: scaling a
/// stateless resource down is routine.
struct RepetitionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformRepetitionChanged, .terraformRepetitionReduced]

  func findings(in change: ModuleChange) -> [Finding] {
    let relocations = Relocations(base: change.base, head: change.head)
    var findings: [Finding] = []
    for resource in change.resources where resource.fate == .kept && StatefulTypes.contains(resource.type) {
      guard let before = resource.before, let after = resource.after else { continue }
      let address = ConfigurationAddress(resource.address)
      findings += finding(address, before, after, relocations.names(address), change).map { [$0] } ?? []
    }
    for call in change.moduleCalls where call.stakes != .stateless {
      guard let before = call.before, let after = call.after else { continue }
      let address = ConfigurationAddress(module: call.name)
      findings += finding(address, before, after, call.isCovered, change).map { [$0] } ?? []
    }
    return findings
  }

  /// The instances that no `moved` block leads to one that there is, where the blocks speak of instances one by one; `nil`
  /// where they speak of the whole, or the instances are not known.
  private func lost(
    _ address: ConfigurationAddress, from old: Repetition, to new: Repetition, _ change: ModuleChange
  ) -> [String]? {
    guard let keys = old.keys, let left = new.keys, let moved = change.head.movedInstances[address],
      !moved.contains(where: { $0.key == nil })
    else { return nil }
    let arrived = moved.filter { $0.target != address || left.contains($0.targetKey ?? "") }
    let stays = isReaddressed(from: old.mode, to: new.mode) ? [] : left
    return keys.subtracting(arrived.compactMap(\.key)).subtracting(stays).sorted()
  }

  private func finding(
    _ address: ConfigurationAddress, _ before: ConfigurationBlock, _ after: ConfigurationBlock, _ isMoved: Bool,
    _ change: ModuleChange
  ) -> Finding? {
    let old = change.base.repetition(of: before)
    let new = change.head.repetition(of: after)
    // What had no instance loses none; that none is left is the business of the rules on destruction.
    guard old.keys?.isEmpty != true, new.keys?.isEmpty != true else { return nil }
    let kind: ChangeKind
    var isUncertain = false
    var facts = [Finding.Fact("resource", "\(address)")]
    if isMoved {
      // Blocks that name instances one by one say nothing of those that are not known.
      isUncertain =
        isReaddressed(from: old.mode, to: new.mode) && (old.keys == nil || new.keys == nil)
        && change.head.movedInstances[address].map { !$0.contains { $0.key == nil } } ?? false
      let lost = lost(address, from: old, to: new, change) ?? []
      guard isUncertain || !lost.isEmpty else { return nil }
      kind = isReaddressed(from: old.mode, to: new.mode) ? .terraformRepetitionChanged : .terraformRepetitionReduced
      facts += lost.prefix(10).map { Finding.Fact("instance", $0) }
    } else if isReaddressed(from: old.mode, to: new.mode) {
      kind = .terraformRepetitionChanged
    } else if old.mode == new.mode, let oldKeys = old.keys, let newKeys = new.keys,
      !oldKeys.isSubset(of: newKeys)
    {
      kind = .terraformRepetitionReduced
    } else {
      return nil
    }
    let confidence: Finding.Confidence =
      isUncertain ? .symbolic : old.confidence == .literal && new.confidence == .literal ? .literal : .resolved
    return change.finding(
      kind, address, at: after, side: .head, confidence: confidence,
      before: .text(old.shown ?? "single"), after: .text(new.shown ?? "single"),
      facts: facts)
  }

  /// Terraform itself moves `x` to `x[0]` and back; every other change of mode gives all instances new
  /// addresses.
  private func isReaddressed(from old: Repetition.Mode, to new: Repetition.Mode) -> Bool {
    (old == .forEach) != (new == .forEach)
  }
}

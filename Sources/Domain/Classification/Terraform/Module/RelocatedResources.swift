import Findings

/// The resources that `moved` blocks lead from one module of this repository into another.
///
/// To Terraform each is one resource before and after; what its new block says otherwise than the old one happens to it.
enum RelocatedResources {
  /// How deep modules call one another.
  private static let depth = 4

  /// The rules that compare one resource with itself. Those that look at a module as a whole have the two modules to
  /// compare.
  private static let rules: [any TerraformRule] = [
    ResourceReplaced(), PreventDestroyChanged(), DeletionProtectionChanged(), FinalSnapshotChanged(),
    ForceDestroyChanged(), EncryptionChanged(), BackupChanged(), BackupRetentionChanged(), LogRetentionChanged(),
    DatabaseExposed(), AddressExposed(), TransportWeakened(), TransitEncryptionChanged(), AuditChanged(),
    KeyDisabled(), KeyRotationChanged(), MetadataServiceChanged(), ImageMutability(), RedundancyChanged(),
    IgnoredChanges(), DatabaseResized(),
  ]

  /// What the new blocks say otherwise. Where a value is not known on both sides it is taken for the same: it comes through
  /// other names in the other module.
  static func findings(
    in change: ModuleChange, _ dialect: TerraformDialect, _ reader: inout ModuleReader
  ) throws(Failure) -> [Finding] {
    var findings: [Finding] = []
    for (from, to) in change.head.moves.sorted(by: { "\($0.key)" < "\($1.key)" }) where from.modules != to.modules {
      guard let target = to.resource, from.resource != nil,
        let old = try place(from, in: change.base, .base, dialect, &reader),
        let new = try place(to, in: change.head, .head, dialect, &reader),
        // What the base has there already was moved before.
        try place(to, in: change.base, .base, dialect, &reader) == nil
      else { continue }
      let paths = [change.head.moveBlocks[from]?.origin.path].compactMap(\.self) + old.calls + new.calls
      let call = to.modules.map { "module.\($0)" }.joined(separator: ".")
      let moved = ModuleChange(
        base: old.view.holding(old.block, at: target), head: new.view.holding(new.block, at: target),
        resources: [ResourceChange(address: target, fate: .kept, before: old.block, after: new.block)],
        caller: to.modules.isEmpty ? change.caller : ModuleChange.Caller(name: change.name(call), paths: paths))
      findings += rules.flatMap { $0.findings(in: moved) }.filter { $0.confidence != .symbolic }
      // A guard that was known and is not any more is none that anybody can rely on.
      findings += GuardUnresolved().findings(in: moved)
    }
    return findings
  }

  private struct Place {
    let view: ModuleView
    let block: ConfigurationBlock
    /// The files of the calls on the way.
    let calls: [RepositoryPath]
  }

  /// The block that `address` names, and the module in which it stands as its callers get it; `nil` where there is none, or
  /// the module is not read here.
  private static func place(
    _ address: ConfigurationAddress, in view: ModuleView, _ side: Finding.Side, _ dialect: TerraformDialect,
    _ reader: inout ModuleReader
  ) throws(Failure) -> Place? {
    guard let resource = address.resource, address.modules.count <= depth else { return nil }
    var view = view
    var calls: [RepositoryPath] = []
    for name in address.modules {
      guard let call = view.moduleCalls[name], let directory = call.calledDirectory(from: view.directory) else {
        return nil
      }
      let instances = view.boundInstances(of: call)
      let files = try reader.files(in: directory, side: side)
      let arguments = CalledModules.arguments(of: instances.count == 1 ? instances[0] : call, in: view)
      view = files.view(dialect, arguments: arguments)
      calls.append(call.origin.path)
    }
    return view.resources[resource].map { Place(view: view, block: $0, calls: calls) }
  }
}

import Findings

/// The resources that `moved` blocks lead from one module of this repository into another.
///
/// To Terraform each is one resource before and after: what its new block says as the old one did is not new, and what it says
/// otherwise happens to it.
struct Arrivals {
  /// How deep modules call one another.
  private static let depth = 4

  /// How many calls inside one that moves are followed; what is behind them counts as new.
  private static let callLimit = 256

  private typealias Blocks = [ResourceAddress: ConfigurationBlock]

  /// By the directory in which the head declares them. Of several that callers lead to one place, the first: with each of the
  /// callers the module is compared as well.
  private var blocks: [RepositoryPath: Blocks] = [:]

  /// By the calls that lead to them, from the module that moves them and from each on the way.
  private var blocksOfCalls: [Calls: Blocks] = [:]

  /// The calls on the way from a module to one that it calls.
  struct Calls: Hashable, Sendable {
    let root: RepositoryPath
    let names: [String]
  }

  /// The directories into which callers lead resources: what such a module is given is known to them only.
  private var called: Set<RepositoryPath> = []

  /// What the `moved` blocks of `modules`, those that the change touches, lead into others.
  init(_ modules: [ModulePlan.Module], _ reader: ModuleReader) throws(Failure) {
    for module in modules {
      let files = try reader.files(in: module.head, side: .head)
      // Nearly no module has one; a view evaluates all that the module says.
      guard files.hasMoves else { continue }
      let head = files.view(.terraform)
      let written = head.moves.filter { from, to in
        from.modules != to.modules && (from.resource == nil) == (to.resource == nil)
          // A call that is renamed where it stands is paired as a call.
          && (from.resource != nil || from.modules.count > 1 || to.modules.count > 1)
      }
      guard !written.isEmpty else { continue }
      let base = try reader.files(in: module.base, side: .base).view(.terraform)
      var moves: [ConfigurationAddress: ConfigurationAddress] = [:]
      for (from, to) in written {
        if from.resource != nil {
          moves[from] = to
        } else {
          for inner in try Self.resources(inside: from.modules, of: base, reader) {
            moves[inner] = ConfigurationAddress(
              modules: to.modules + inner.modules.dropFirst(from.modules.count), resource: inner.resource)
          }
        }
      }
      for (from, to) in moves.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        guard let target = to.resource, let old = try Self.place(from, in: base, .base, reader),
          let new = try Self.place(to, in: head, .head, reader),
          // What the base has there already was moved before.
          try Self.place(to, in: base, .base, reader) == nil
        else { continue }
        let block = old.block.at(.init(old.view.scope))
        // A module that is called from elsewhere has by itself what it had.
        if old.view.directory != new.view.directory {
          if !to.modules.isEmpty { called.insert(new.view.directory) }
          blocks[new.view.directory, default: [:]].merge([target: block]) { first, _ in first }
        }
        for (index, caller) in new.callers.enumerated() {
          let calls = Calls(root: caller, names: Array(to.modules[index...]))
          blocksOfCalls[calls, default: [:]].merge([target: block]) { first, _ in first }
        }
      }
    }
  }

  /// What the module in `directory` of the head declares and stood elsewhere in the base, as it stood there.
  func resources(in directory: RepositoryPath) -> [ResourceAddress: ConfigurationBlock] {
    blocks[directory] ?? [:]
  }

  /// The same of a module as some calls get it.
  func resources(at calls: Calls) -> [ResourceAddress: ConfigurationBlock] { blocksOfCalls[calls] ?? [:] }

  /// Whether something arrives in the module that some calls lead to, or in one that it calls.
  func concern(_ calls: Calls) -> Bool {
    blocksOfCalls.keys.contains { $0.root == calls.root && $0.names.starts(with: calls.names) }
  }

  /// Whether a finding about a module by itself says only that an argument hangs on the callers, with each of whom the module
  /// is compared as well.
  func isSettledByCallers(_ finding: Finding, _ change: ModuleChange) -> Bool {
    guard change.caller == nil, finding.confidence == .symbolic, called.contains(change.head.directory) else {
      return false
    }
    return resources(in: change.head.directory).keys.contains { finding.resource.hasPrefix(change.name($0)) }
  }

  private struct Place {
    /// The directories on the way to the module.
    let callers: [RepositoryPath]
    let view: ModuleView
    let block: ConfigurationBlock
  }

  /// The block that `address` names, and the module in which it stands as its callers get it; `nil` where there is none, or
  /// the module is not read here.
  private static func place(
    _ address: ConfigurationAddress, in view: ModuleView, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> Place? {
    guard let resource = address.resource, let views = try modules(address.modules, of: view, side, reader),
      let view = views.last
    else { return nil }
    return view.resources[resource].map {
      Place(callers: views.dropLast().map(\.directory), view: view, block: $0)
    }
  }

  /// The modules on the way that some calls lead, one after the other, each as its caller gets it.
  private static func modules(
    _ calls: [String], of view: ModuleView, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> [ModuleView]? {
    guard calls.count <= depth else { return nil }
    var views = [view]
    var view = view
    for name in calls {
      guard let call = view.moduleCalls[name], let directory = call.calledDirectory(from: view.directory) else {
        return nil
      }
      let instances = view.boundInstances(of: call)
      let arguments = CallArguments(of: instances.count == 1 ? instances[0] : call, in: view.scope)
      view = try reader.files(in: directory, side: side).view(.terraform, arguments: arguments)
      views.append(view)
    }
    return views
  }

  /// The resources of the base in the module that some calls lead to, and in those that it calls.
  private static func resources(
    inside calls: [String], of root: ModuleView, _ reader: ModuleReader
  ) throws(Failure) -> [ConfigurationAddress] {
    var found: [ConfigurationAddress] = []
    var open = [calls]
    var visited = 0
    while let calls = open.popLast(), visited < callLimit {
      visited += 1
      guard let view = try modules(calls, of: root, .base, reader)?.last else { continue }
      found += view.resources.keys.map { ConfigurationAddress(modules: calls, resource: $0) }
      open += view.moduleCalls.keys.sorted().map { calls + [$0] }
    }
    return found
  }
}

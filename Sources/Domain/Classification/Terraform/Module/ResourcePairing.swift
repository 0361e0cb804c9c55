/// Pairs the resources of both sides of a module.
struct ResourcePairing {
  /// The changes, in the order of the addresses.
  let changes: [ResourceChange]

  /// The address in the head of each resource of the base that is still in this module, renamed ones
  /// included.
  let headAddresses: [ResourceAddress: ResourceAddress]

  /// Where `moved` blocks lead what references of the base name: `aws_vpc.a` to `aws_vpc.b`.
  let renamedReferences: [String: NewReference]

  enum NewReference: Sendable {
    case resource(ResourceAddress)
    /// Into a module that the head calls.
    case module
  }

  init(base: ModuleView, head: ModuleView, relocations: Relocations) {
    var changes: [ResourceChange] = []
    var headAddresses: [ResourceAddress: ResourceAddress] = [:]
    var renamedReferences: [String: NewReference] = [:]
    var removed: [ResourceAddress] = []
    var scopes = ScopeComparison(base.scope, head.scope)
    for (address, before) in base.resources.sorted(by: { $0.key < $1.key }) {
      func gone(_ fate: ResourceChange.Fate) -> ResourceChange {
        ResourceChange(address: address, fate: fate, before: before, after: nil)
      }
      switch relocations.destination(of: address) {
      case .resource(let new):
        headAddresses[address] = new
        if new != address { renamedReferences["\(address)"] = .resource(new) }
        guard let after = head.resources[new] else { continue }
        if new == address, before.home == nil, before.isEqual(to: after), scopes.meanSame(after) { continue }
        changes.append(ResourceChange(address: new, fate: .kept, before: before, after: after))
      case .module:
        renamedReferences["\(address)"] = .module
        changes.append(gone(.relocated))
      case .forgotten: changes.append(gone(.forgotten))
      case .perhapsForgotten: changes.append(gone(.perhapsForgotten))
      case .gone: removed.append(address)
      }
    }
    let taken = Set(headAddresses.values)
    let added = head.resources.keys.filter { !taken.contains($0) }.sorted()
    let renames = RenameDetection.renames(removed: removed, added: added, base: base, head: head)
    let oldNames = Dictionary(renames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    for address in removed {
      let fate = renames[address].map { ResourceChange.Fate.renamed(to: $0) } ?? .removed
      headAddresses[address] = renames[address]
      changes.append(
        ResourceChange(address: address, fate: fate, before: base.resources[address], after: nil))
    }
    for address in added {
      let fate = oldNames[address].map { ResourceChange.Fate.renamedFrom($0) } ?? .added
      changes.append(
        ResourceChange(address: address, fate: fate, before: nil, after: head.resources[address]))
    }
    self.changes = changes.sorted { $0.address < $1.address }
    self.headAddresses = headAddresses
    self.renamedReferences = renamedReferences
  }
}

import Findings

/// Where the resources of the base are in the head, by the `moved` and `removed` blocks of the head.
struct Relocations {
  private let base: ModuleView
  private let head: ModuleView

  /// The addresses that `moved` blocks lead from or to.
  private let named: Set<ConfigurationAddress>

  /// The module calls out of which `moved` blocks lead resources one by one.
  private let dissolvedModules: Set<String>

  init(base: ModuleView, head: ModuleView) {
    self.base = base
    self.head = head
    self.named = Set(head.moves.keys).union(head.moves.values)
    self.dissolvedModules = Set(
      head.moves.keys.filter { $0.resource != nil || $0.modules.count > 1 }.compactMap(\.modules.first))
  }

  enum Destination: Hashable {
    case resource(ResourceAddress)
    /// In a module that the head calls.
    case module
    case gone
    case forgotten
    case perhapsForgotten
  }

  /// Where the resource `address` of the base is in the head.
  func destination(of address: ResourceAddress) -> Destination {
    let end = follow(ConfigurationAddress(address)) { isOccupied($0, for: address) }
    if head.departures.contains(end) { return .module }
    if let refusal = refusal(of: address, to: end) { return refusal }
    if let module = end.modules.first {
      return head.moduleCalls[module] == nil ? .gone : .module
    }
    if let resource = end.resource, head.resources[resource] != nil { return .resource(resource) }
    return removal(of: ConfigurationAddress(address)) ?? .gone
  }

  /// Where `moved` blocks lead a resource that is in a module which the head calls; `nil` for any other.
  func target(in address: ResourceAddress) -> ConfigurationAddress? {
    let end = follow(ConfigurationAddress(address)) { isOccupied($0, for: address) }
    return end.modules.isEmpty ? nil : end
  }

  /// What becomes of a resource that a `moved` block does not take along, or not wholly; `nil` where it does.
  private func refusal(of address: ResourceAddress, to end: ConfigurationAddress) -> Destination? {
    let start = ConfigurationAddress(address)
    guard end != start, let before = base.resources[address] else { return nil }
    // Only a provider that knows both types moves one to the other.
    if let type = end.resource?.type, type != address.type,
      [address.type, type] != ["null_resource", "terraform_data"]
    {
      return .perhapsForgotten
    }
    if let moved = head.movedInstances[start], case let keys = Set(moved.map(\.key)), !keys.contains(nil) {
      if head.resources[address] != nil { return .resource(address) }
      guard let all = base.repetition(of: before).keys else { return .perhapsForgotten }
      if !all.isSubset(of: keys.compactMap(\.self)) { return .gone }
    }
    // An instance that the new block does not make is moved there and destroyed.
    if let key = head.movedInstances[start]?.last?.targetKey, end.modules.isEmpty,
      let after = end.resource.flatMap({ head.resources[$0] }),
      let keys = head.repetition(of: after).keys, !keys.contains(key), !(key == "0" && keys == [""])
    {
      return .gone
    }
    return nil
  }

  /// The name of the base's module call `name` in the head; `nil` when it is gone.
  func moduleCall(_ name: String) -> String? {
    let end = end(ofModuleCall: name)
    guard let module = end.modules.first, let after = head.moduleCalls[module] else { return nil }
    // What it makes is compared where it is now, as far as both are read here.
    if end.modules.count > 1, base.moduleCalls[name]?.calledDirectory(from: base.directory) != nil,
      after.calledDirectory(from: head.directory) != nil
    {
      return nil
    }
    return module
  }

  /// Where `moved` blocks lead the base's module call `name`.
  func end(ofModuleCall name: String) -> ConfigurationAddress {
    follow(ConfigurationAddress(module: name)) { address in
      address.resource == nil && address.modules.count == 1 && base.moduleCalls[address.modules[0]] != nil
    }
  }

  /// Whether `moved` blocks lead resources out of the module call `name` one by one, or a `removed` block
  /// forgets it.
  func coversModuleCall(_ name: String) -> Bool {
    if removal(of: ConfigurationAddress(module: name)) == .forgotten { return true }
    if head.departures.contains(where: { $0.modules.first == name }) { return true }
    return dissolvedModules.contains(name)
  }

  /// Whether a `moved` block says where instances of `address` go.
  func names(_ address: ConfigurationAddress) -> Bool {
    named.contains(address)
  }

  /// Follows the chain of `moved` blocks. A block that was already carried out leads from a name that is free
  /// to one that the base has taken, and is not followed.
  private func follow(
    _ start: ConfigurationAddress, isOccupied: (ConfigurationAddress) -> Bool
  ) -> ConfigurationAddress {
    var current = start
    var seen: Set<ConfigurationAddress> = [start]
    for _ in 0..<TerraformLimits.movedHops {
      guard let next = head.moves[current], seen.insert(next).inserted else { break }
      if isOccupied(next), head.moves[next] == nil { break }
      current = next
    }
    return current
  }

  /// Whether what stood at an address keeps another resource from moving there. Instances move one by one, so those of other
  /// keys find room beside what is there; where the keys are not known and one of the two is made under a condition, what
  /// holds no data is taken to have had the place for itself.
  private func isOccupied(_ address: ConfigurationAddress, for other: ResourceAddress) -> Bool {
    guard address.modules.isEmpty, let there = address.resource.flatMap({ base.resources[$0] }) else { return false }
    guard let here = base.resources[other], here.isRepeated, there.isRepeated else { return true }
    if let coming = base.repetition(of: here).keys, let standing = base.repetition(of: there).keys {
      return !coming.isDisjoint(with: standing)
    }
    if StatefulTypes.contains(other.type) { return true }
    return !base.standsUnderCondition(here) && !base.standsUnderCondition(there)
  }

  private func removal(of address: ConfigurationAddress) -> Destination? {
    guard let block = head.removals[address] else { return nil }
    guard let destroy = block.children(ofType: "lifecycle").first?.attribute("destroy") else { return .gone }
    return switch head.evaluator.value(of: destroy.expression).boolean {
    case .some(false): .forgotten
    case .some(true): .gone
    case nil: .perhapsForgotten
    }
  }
}

import Findings

/// The rules of both sides of a module by group.
struct RuleSides {
  private(set) var base: [CloudRuleGroup: [CloudRule]] = [:]
  private(set) var head: [CloudRuleGroup: [CloudRule]] = [:]
  /// The resources that are new.
  private let added: Set<ResourceAddress>
  /// The names of groups that are new, and of those that are gone.
  private let newNames: Set<String>
  private let goneNames: Set<String>

  init(_ change: ModuleChange) {
    let baseReader = CloudRuleReader(view: change.base) { change.headAddresses[$0] ?? $0 }
    let headReader = CloudRuleReader(view: change.head) { $0 }
    // What moved into another module or is forgotten still lets in what it did.
    let elsewhere = Set(
      change.resources.filter { [.relocated, .forgotten].contains($0.fate) }.map(\.address))
    for address in Self.addresses(change.base) where !elsewhere.contains(address) {
      let rules = baseReader.rules(of: address)
      for rule in rules { base[rule.group, default: []].append(rule) }
      guard let new = change.headAddresses[address], let before = change.base.resources[address],
        let after = change.head.resources[new]
      else { continue }
      for rule in rules where CloudRuleReader.keepsRules(before: before, after: after, rule.group.way) {
        head[rule.group, default: []].append(rule)
      }
    }
    for address in Self.addresses(change.head) {
      for rule in headReader.rules(of: address) { head[rule.group, default: []].append(rule) }
    }
    added = Set(change.resources.filter { $0.fate == .added }.map(\.address))
    newNames = Set(added.map(\.description))
    goneNames = Set(change.resources.filter { $0.fate == .removed }.map(\.address.description))
  }

  private static func addresses(_ view: ModuleView) -> [ResourceAddress] {
    view.resources.keys.filter { CloudRuleReader.types.contains($0.type) }.sorted()
  }

  var groups: [CloudRuleGroup] {
    Set(base.keys).union(head.keys).sorted { ($0.name, $0.way.rawValue) < ($1.name, $1.way.rawValue) }
  }

  /// Whether the group comes with the change: what it lets through is part of what is built.
  func isNew(_ group: CloudRuleGroup) -> Bool {
    guard base[group] == nil else { return false }
    return newNames.contains(group.name) || isNetworkWide(group)
  }

  /// Google's rules hang on a network and not on a group; a new one is new by itself.
  private func isNetworkWide(_ group: CloudRuleGroup) -> Bool {
    (head[group] ?? []).allSatisfy { $0.owner.type == "google_compute_firewall" && added.contains($0.owner) }
  }

  /// Whether the group is gone, and what it refused with it.
  func isGone(_ group: CloudRuleGroup) -> Bool { goneNames.contains(group.name) }

  /// The rules of a group that count in the head.
  func counted(_ group: CloudRuleGroup) -> [CloudRule] {
    let isNew = isNew(group)
    return (head[group] ?? []).filter { rule in
      // A new resource whose sources are handed in from outside opens nothing that can be named.
      !(added.contains(rule.owner) && rule.hasSourceFromOutside) && !(isNew && rule.isAboutPeers)
    }
  }
}

import Findings
import JSON

/// Both sides of one module instance as a plan shows them.
struct PlanSides {
  private(set) var base: [ResourceAddress: ConfigurationBlock] = [:]
  private(set) var head: [ResourceAddress: ConfigurationBlock] = [:]
  /// What becomes of those that change, in the order of their addresses.
  private(set) var resources: [ResourceChange] = []
  /// The change behind each resource.
  private(set) var changes: [ResourceAddress: PlannedChange] = [:]

  /// - Parameter expressions: what the configuration says of each block of the module.
  init(_ planned: [PlannedChange], expressions: [String: JSONValue]) {
    let owners = Self.owners(planned)
    for change in planned {
      let isStill = change.fate == nil
      // What stands still bears on nothing but the rules of a group, which are judged together.
      if isStill, !CloudRuleReader.types.contains(change.address.type) { continue }
      let address = change.isDeposed ? Self.deposed(change.address.resource) : change.address.resource
      let values = PlanValues(expressions: expressions["\(change.address.block)"], owners: owners)
      let before = change.before.map { values.block(address, $0) }
      let after =
        change.fate == .removed || change.fate == .forgotten
        ? nil : change.after.map { values.block(address, $0, unknown: change.afterUnknown) }
      changes[address] = change
      // A deposed object is no longer what the address stands for.
      if !change.isDeposed {
        base[address] = before
        head[address] = after
      }
      guard let fate = change.fate else { continue }
      resources.append(ResourceChange(address: address, fate: fate, before: before, after: after))
    }
    resources.sort { $0.address < $1.address }
  }

  private static func deposed(_ address: ResourceAddress) -> ResourceAddress {
    ResourceAddress(type: address.type, name: address.name + " (deposed)")
  }

  /// What others name a resource by: its `id`, and in Azure the name of a group.
  private static func owners(_ changes: [PlannedChange]) -> [String: ResourceAddress] {
    var owners: [String: ResourceAddress] = [:]
    for change in changes where !change.isDeposed && owned.contains(change.address.type) {
      let names = change.address.type.hasPrefix("azurerm_") ? ["id", "name"] : ["id"]
      for name in names {
        for side in [change.before, change.after] {
          if let value = side?[name]?.string, !value.isEmpty { owners[value] = change.address.resource }
        }
      }
    }
    return owners
  }

  private static let owned: Set<String> = [
    "aws_security_group", "aws_default_security_group", "aws_network_acl", "aws_default_network_acl",
    "aws_ec2_managed_prefix_list", "azurerm_network_security_group",
  ]
}

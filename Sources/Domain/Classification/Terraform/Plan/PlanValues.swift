import Findings
import HCL
import JSON

/// One side of a planned resource as a block, so that the rules for configuration judge a plan as well.
struct PlanValues {
  /// What the arguments refer to, for those whose value is not known yet.
  let expressions: JSONValue?

  /// The resources of the module by the value of their `id` or, in Azure, `name`: what rules of a group name it by.
  let owners: [String: ResourceAddress]

  private static let nowhere = HCL.ByteRange(start: 0, end: 0)
  private static let origin = ConfigurationOrigin(path: .root, lines: HCL.LineIndex([]))

  /// Arguments that name the group that a rule belongs to.
  static let groupReferences: Set<String> = [
    "security_group_id", "network_acl_id", "network_security_group_name", "prefix_list_id", "prefix_list_ids",
  ]

  func block(_ address: ResourceAddress, _ values: JSONObject, unknown: JSONValue = .null) -> ConfigurationBlock {
    var (attributes, children) = body(values, unknown)
    // What the configuration does not set is the provider's to fill in, and as if it were left out.
    if let expressions {
      for member in unknown.object?.members ?? [] where member.value == true && expressions[member.key] == nil {
        attributes[member.key] = nil
      }
    }
    return ConfigurationBlock(
      type: "resource", labels: [address.type, address.name], origin: Self.origin, attributes: attributes,
      children: children)
  }

  /// A list of objects is taken for blocks, which is how providers' nested blocks show in a plan.
  private func body(
    _ values: JSONObject, _ unknown: JSONValue
  ) -> (attributes: [String: HCL.Expression], children: [ConfigurationBlock]) {
    var attributes: [String: HCL.Expression] = [:]
    var children: [ConfigurationBlock] = []
    for member in values.members {
      let mask = unknown[member.key]
      if mask == true { continue }
      switch member.value {
      case .null: continue
      case .array(let elements) where !elements.isEmpty && elements.allSatisfy { $0.object != nil }:
        for (index, element) in elements.enumerated() {
          guard let object = element.object else { continue }
          let (inner, blocks) = body(object, mask?[index] ?? .null)
          children.append(
            ConfigurationBlock(
              type: member.key, labels: [], origin: Self.origin, attributes: inner, children: blocks))
        }
      default: attributes[member.key] = expression(member.key, member.value, mask)
      }
    }
    // What is not known yet is often not among the values at all.
    for member in unknown.object?.members ?? [] where member.value == true {
      attributes[member.key] = unknownValue(of: member.key)
    }
    return (attributes, children)
  }

  private func expression(_ name: String, _ value: JSONValue, _ mask: JSONValue?) -> HCL.Expression {
    if mask == true { return unknownValue(of: name) }
    if let text = value.string, Self.groupReferences.contains(name), let owner = owners[text] {
      return Self.reference(to: owner)
    }
    let kind: HCL.Expression.Kind
    switch value {
    case .null: kind = .null
    case .bool(let flag): kind = .bool(flag)
    case .integer(let number): kind = Self.number("\(number)")
    case .number(let number): kind = Self.number(number.text)
    case .string(let text): kind = .string(text)
    case .array(let elements):
      kind = .tuple(elements.enumerated().map { expression(name, $1, mask?[$0]) })
    case .object(let object):
      kind = .object(
        object.members.map { member in
          HCL.ObjectItem(
            key: .name(member.key, Self.nowhere), value: expression(member.key, member.value, mask?[member.key]))
        })
    }
    return HCL.Expression(kind, range: Self.nowhere)
  }

  private static func number(_ text: String) -> HCL.Expression.Kind {
    guard text.hasPrefix("-") else { return .number(text) }
    return .unary(.negate, HCL.Expression(.number(String(text.dropFirst())), range: nowhere))
  }

  /// The resource that the configuration names, or a name that leads nowhere: unknown either way, and told apart.
  private func unknownValue(of name: String) -> HCL.Expression {
    let reference = expressions?[name]?["references"]?[0]?.string ?? ""
    let names = reference.split(separator: ".").map(String.init)
    guard names.count >= 2 else {
      return HCL.Expression(
        .traversal(HCL.Traversal(root: Self.unknownRoot, steps: [.attribute(name)])), range: Self.nowhere)
    }
    return HCL.Expression(
      .traversal(HCL.Traversal(root: names[0], steps: names.dropFirst().map { .attribute($0) })), range: Self.nowhere)
  }

  /// The root of references that stand for what is known only after the plan was carried out.
  static let unknownRoot = "after_apply"

  private static func reference(to owner: ResourceAddress) -> HCL.Expression {
    HCL.Expression(
      .traversal(HCL.Traversal(root: owner.type, steps: [.attribute(owner.name), .attribute("id")])), range: nowhere)
  }
}

import Findings
import HCL

/// Whom the policies of a module bind.
extension GrantInventory {
  struct Binding {
    var holders: [Holder] = []
    var isComplete = true
  }

  struct Holder {
    let name: String
    let provider: String
    let conditions: Set<String>
    let isBoundToRoot: Bool
  }

  static let permissionSets = "aws_ssoadmin_managed_policy_attachment"

  /// The resources that give one holder one policy, with the argument that names the holder.
  static let attached: [String: (name: String, argument: String)] = [
    "aws_iam_role_policy_attachment": ("role", "role"), "aws_iam_user_policy_attachment": ("user", "user"),
    "aws_iam_group_policy_attachment": ("group", "group"), permissionSets: ("set", "permission_set_arn"),
  ]

  /// Whom a policy binds that stands in its own resource or in that of the holder.
  func owner(of block: ConfigurationBlock, _ view: ModuleView) -> Binding {
    let type = block.labels.first ?? ""
    var text = blank
    let name =
      PolicyHolder.subject(of: type).map { text.argument($0, of: block, view) } ?? text.ownName(of: block, view)
    guard let name, let provider = Self.provider(of: block, view), let conditions = text.conditions(of: block, view)
    else { return Binding(isComplete: false) }
    let kind: String
    switch type {
    case "aws_iam_role", "aws_iam_role_policy": kind = "role"
    case "aws_iam_user_policy": kind = "user"
    case "aws_iam_group_policy": kind = "group"
    default: kind = StaticFunction.pieces(of: type, by: "_policy").first ?? type
    }
    return Binding(holders: [
      Holder(
        name: "\(kind) \(name)", provider: provider, conditions: conditions, isBoundToRoot: text.isBoundToRoot)
    ])
  }

  /// Whom a policy is attached to in its module. Whoever else names the policy may attach it to anybody.
  func attachments(of policy: ResourceAddress, _ block: ConfigurationBlock, _ view: ModuleView) -> Binding {
    var binding = Binding()
    var shared = blank
    guard let ownConditions = shared.conditions(of: block, view), let own = Self.provider(of: block, view),
      !(block.isRepeated && block.refersToInstance)
    else { return Binding(isComplete: false) }
    func names(_ expression: HCL.Expression) -> Bool { expression.variables.contains { $0.resource == policy } }
    for (address, other) in view.resources where address != policy && other.expressions.contains(where: names) {
      guard let kind = Self.attached[address.type], other.attribute("policy_arn").map({ names($0.expression) }) == true,
        other.attributes.allSatisfy({ $0.key == "policy_arn" || $0.key == "depends_on" || !names($0.value.expression) })
      else {
        binding.isComplete = false
        continue
      }
      for (_, instance) in Self.instances(of: other, view) where view.instances(of: other) != 0 {
        var text = shared
        guard let name = text.argument(kind.argument, of: instance, view), Self.provider(of: other, view) == own,
          let conditions = text.conditions(of: instance, view)
        else {
          binding.isComplete = false
          continue
        }
        binding.holders.append(
          Holder(
            name: "\(kind.name) \(name)", provider: own, conditions: conditions.union(ownConditions),
            isBoundToRoot: text.isBoundToRoot))
      }
    }
    for (name, call) in view.moduleCalls where call.expressions.contains(where: names) {
      guard side == .base || isKept(name, call, view, handing: names),
        call.calledDirectory(from: view.directory) == nil,
        let holders = receivers(of: call, view, shared, ownConditions, own)
      else {
        binding.isComplete = false
        continue
      }
      binding.holders += holders
    }
    let rest =
      Array(view.outputs.values) + Array(view.dataSources.values)
      + view.files.flatMap(\.blocks).filter { $0.type == "locals" }
    if rest.contains(where: { $0.expressions.contains(where: names) }) { binding.isComplete = false }
    if view.files.isEmpty || isNamed(block, view) { binding.isComplete = false }
    return binding
  }

  /// Whether anything in the module speaks of a policy by its name instead of its resource.
  private func isNamed(_ policy: ConfigurationBlock, _ view: ModuleView) -> Bool {
    guard let name = view.argument("name", of: policy).value?.string else { return false }
    let attached = view.resources.values.flatMap { block in
      ["policy_arn", "managed_policy_arns"].flatMap { name in
        let value = view.argument(name, of: block).value
        return (value?.elements ?? value.map { [$0] } ?? []).compactMap(\.string)
      }
    }
    let found = view.dataSources.values.filter { $0.labels.first == "aws_iam_policy" }.flatMap { block in
      ["name", "arn"].compactMap { view.argument($0, of: block).value?.string }
    }
    return (attached + found).contains { $0 == name || $0.hasSuffix("/\(name)") }
  }

  /// To whom a module from elsewhere gave a policy that it was handed together with their names: `role_name = "deployer"`.
  private func receivers(
    of call: ConfigurationBlock, _ view: ModuleView, _ shared: StableText, _ own: Set<String>, _ provider: String
  ) -> [Holder]? {
    var holders: [Holder] = []
    guard !(call.isRepeated && call.refersToInstance), view.instances(of: call) != 0,
      call.attribute("providers") == nil
    else { return view.instances(of: call) == 0 ? [] : nil }
    for (name, attribute) in call.attributes.sorted(by: { $0.key < $1.key }) {
      guard let kind = Self.receiving[name] else { continue }
      var text = shared
      guard let holder = text.of(attribute.expression, in: call, view), let conditions = text.conditions(of: call, view)
      else { return nil }
      holders.append(
        Holder(
          name: "\(kind) \(holder)", provider: provider, conditions: conditions.union(own),
          isBoundToRoot: text.isBoundToRoot))
    }
    return holders.isEmpty ? nil : holders
  }

  /// Whether the base had the same call of the same module, which attached to the same holder what it was handed: as the
  /// policies to attach, and as nothing else.
  private func isKept(
    _ name: String, _ call: ConfigurationBlock, _ view: ModuleView, handing names: (HCL.Expression) -> Bool
  ) -> Bool {
    guard view.callSite == nil, let old = before?.moduleCalls[name] else { return false }
    let same = ["source", "version", "count", "for_each"] + Self.receiving.keys
    let policies = ["policy_arn", "policy_arns"]
    return same.allSatisfy { name in
      switch (old.attribute(name), call.attribute(name)) {
      case (nil, nil): true
      case (let before?, let after?): before.expression.isSemanticallyEqual(to: after.expression)
      default: false
      }
    }
      && policies.contains { old.attribute($0) != nil }
      && call.attributes.allSatisfy { policies.contains($0.key) || !names($0.value.expression) }
      && call.children.isEmpty
  }

  private static let receiving = [
    "role": "role", "role_name": "role", "iam_role_name": "role", "user": "user", "user_name": "user", "group": "group",
    "group_name": "group",
  ]
}

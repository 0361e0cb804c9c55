import Exposure
import Findings

/// Reads the rules by which the clouds let packets into and out of the resources of one module.
struct CloudRuleReader {
  let view: ModuleView
  /// What the resources of this side are called in the head.
  let headName: (ResourceAddress) -> ResourceAddress

  /// The resource types that hold such rules, or what rules refer to.
  static let types: Set<String> = otherTypes.union([
    "aws_security_group", "aws_default_security_group", "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_network_acl",
    "aws_default_network_acl", "aws_network_acl_rule", "aws_ec2_managed_prefix_list",
    "aws_ec2_managed_prefix_list_entry", "google_compute_firewall", "azurerm_network_security_group",
    "azurerm_network_security_rule",
  ])

  /// The rules of one resource, of every instance where they are known; none when it has no instance.
  func rules(of address: ResourceAddress) -> [CloudRule] {
    guard let block = view.resources[address], view.instances(of: block) != 0 else { return [] }
    let instances = view.boundInstances(of: block)
    return instances.flatMap { rules(of: address, $0, isOne: instances.count > 1) }
  }

  private func rules(of address: ResourceAddress, _ block: ConfigurationBlock, isOne: Bool) -> [CloudRule] {
    let origin = RuleOrigin(owner: address, block: block, holder: isOne ? nil : block)
    switch address.type {
    case "aws_security_group", "aws_default_security_group": return inlineSecurityGroup(origin)
    case "aws_security_group_rule": return securityGroupRule(origin)
    case "aws_vpc_security_group_ingress_rule": return securityGroupRule(origin, .ingress)
    case "aws_vpc_security_group_egress_rule": return securityGroupRule(origin, .egress)
    case "aws_network_acl", "aws_default_network_acl": return inlineAccessList(origin)
    case "aws_network_acl_rule": return accessListRule(origin)
    case "google_compute_firewall": return googleFirewall(origin)
    case "azurerm_network_security_group": return inlineNetworkSecurityGroup(origin)
    case "azurerm_network_security_rule": return networkSecurityRule(origin)
    default: return otherRules(origin)
    }
  }

  /// The group that an argument refers to: a resource of this module by its address, anything else by its
  /// text.
  func groupName(_ argument: String, of block: ConfigurationBlock) -> String {
    guard let attribute = block.attribute(argument) else { return "" }
    if let address = ConfigurationAddress(attribute.expression)?.resource, view.resources[address] != nil {
      return "\(headName(address))"
    }
    return view.argument(argument, of: block).symbolicText
  }

  /// The rules that the ends and a service make: one for what is known and one for each end that is not.
  func make(
    _ peers: RulePeers, local: AddressSet = .all, _ service: RuleService, action: Rule.Action, order: Int = 0,
    doubts: [String] = [], group: CloudRuleGroup, _ origin: RuleOrigin
  ) -> [CloudRule] {
    let repetition =
      origin.block.dynamicForEach.map { " for each of \(SymbolicText.render($0, in: view.scope))" }
      ?? origin.holder.flatMap { view.repetition(of: $0).shown }.map { " with \($0)" } ?? ""
    let unknownService = (service.unknown + doubts).map { Condition(.unknown, $0 + repetition) }
    func rule(_ addresses: AddressSet, _ conditions: [Condition]) -> CloudRule {
      let conditions = conditions + unknownService
      let content = CloudRule.Signature.Content(
        remote: addresses, local: local, service: service, action: action, conditions: conditions)
      return CloudRule(
        group: group, owner: headName(origin.owner), block: origin.block,
        rule: Rule(
          service.traffic(group.way, remote: addresses, local: local), conditions: conditions, action: action,
          order: order),
        signature: CloudRule.Signature(content: content, order: order),
        confidence: peers.confidence == .literal && service.confidence == .literal ? .literal : .resolved)
    }
    var rules: [CloudRule] = []
    if !peers.addresses.isEmpty { rules.append(rule(peers.addresses, [])) }
    rules += peers.unknown.map {
      rule($0.within, [Condition(.unknown, RulePeers.unknownPrefix + $0.text + repetition)])
    }
    rules += peers.names.map { rule(.all, [Condition(.unknown, RulePeers.peerPrefix + $0 + repetition)]) }
    return rules
  }
}

/// Where a rule stands.
struct RuleOrigin {
  let owner: ResourceAddress
  /// The block to point at.
  let block: ConfigurationBlock
  /// The resource whose repetition makes the rule more than one; `nil` where each instance is read by itself.
  let holder: ConfigurationBlock?

  /// A nested block of the same resource.
  func at(_ block: ConfigurationBlock) -> RuleOrigin { RuleOrigin(owner: owner, block: block, holder: holder) }
}

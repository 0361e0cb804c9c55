import Exposure
import Findings

/// Reads the rules by which the clouds let packets into the resources of one module.
struct IngressReader {
  let view: ModuleView
  /// What the resources of this side are called in the head.
  let headName: (ResourceAddress) -> ResourceAddress

  /// The resource types that hold such rules.
  static let types: Set<String> = [
    "aws_security_group", "aws_default_security_group", "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule", "google_compute_firewall", "azurerm_network_security_group",
    "azurerm_network_security_rule",
  ]

  /// The rules of one resource; none when it has no instance.
  func rules(of address: ResourceAddress) -> [IngressRule] {
    guard let block = view.resources[address], view.instances(of: block) != 0 else { return [] }
    return view.boundInstances(of: block).flatMap { rules(of: address, $0) }
  }

  private func rules(of address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    switch address.type {
    case "aws_security_group", "aws_default_security_group": return inlineSecurityGroup(address, block)
    case "aws_security_group_rule": return securityGroupRule(address, block)
    case "aws_vpc_security_group_ingress_rule": return ingressRule(address, block)
    case "google_compute_firewall": return googleFirewall(address, block)
    case "azurerm_network_security_group": return inlineNetworkSecurityGroup(address, block)
    case "azurerm_network_security_rule": return networkSecurityRule(address, block)
    default: return []
    }
  }

  /// The group that an argument refers to: a resource of this module by its address, anything else by its
  /// text.
  func group(
    _ argument: String, of block: ConfigurationBlock, _ semantics: IngressGroup.Semantics
  ) -> IngressGroup {
    guard let attribute = block.attribute(argument) else {
      return IngressGroup(name: "", semantics: semantics)
    }
    if let address = ConfigurationAddress(attribute.expression)?.resource, view.resources[address] != nil {
      return IngressGroup(name: "\(headName(address))", semantics: semantics)
    }
    return IngressGroup(name: view.argument(argument, of: block).symbolicText, semantics: semantics)
  }

  /// The rules that sources and a service make: one for what is known and one for each source that is not.
  func make(
    _ sources: IngressSources, _ service: IngressService, action: Rule.Action, order: Int = 0,
    group: IngressGroup, owner: ResourceAddress, block: ConfigurationBlock, holder: ConfigurationBlock
  ) -> [IngressRule] {
    let repetition =
      block.dynamicForEach.map { " for each of \(SymbolicText.render($0, in: view.scope))" }
      ?? view.repetition(of: holder).shown.map { " with \($0)" } ?? ""
    let origin = Origin(label: "\(owner)", line: 0)
    let unknownService = service.unknown.map { Condition(.unknown, $0 + repetition) }
    func rule(_ addresses: AddressSet, _ conditions: [Condition]) -> IngressRule {
      let conditions = conditions + unknownService
      return IngressRule(
        group: group, owner: headName(owner), block: block,
        rule: Rule(
          service.traffic(from: addresses), conditions: conditions, action: action, order: order,
          origin: origin),
        signature: IngressRule.Signature(
          addresses: addresses, service: service, action: action, order: order, conditions: conditions),
        confidence: sources.confidence == .literal && service.confidence == .literal ? .literal : .resolved)
    }
    // A refusal that hangs on something unknown closes nothing for sure, and is left out.
    let isRefusal = action == .drop
    if isRefusal, !service.unknown.isEmpty { return [] }
    var rules: [IngressRule] = []
    if !sources.addresses.isEmpty { rules.append(rule(sources.addresses, [])) }
    if !isRefusal {
      rules += sources.unknown.map { rule(.all, [Condition(.unknown, "source is \($0)\(repetition)")]) }
    }
    return rules
  }
}

import Exposure

/// Microsoft Azure: network security groups, of which the rule with the lowest priority number decides. What no rule
/// decides is refused on the way in, and passes on the way out (the default rules 65500 and 65001).
extension CloudRuleReader {
  /// The `security_rule` blocks of a group.
  func inlineNetworkSecurityGroup(_ origin: RuleOrigin) -> [CloudRule] {
    let name = "\(headName(origin.owner))"
    return fields("security_rule", of: origin).flatMap { entry in
      switch entry {
      case .known(let field, let reader, let place): reader.networkRule(name, place, field: field)
      case .unknown(let text):
        make(
          RulePeers(unknown: [.init(text: text)]), RuleService(), action: .accept,
          group: CloudRuleGroup(name: name, semantics: .prioritized, way: .ingress), origin)
      }
    }
  }

  /// `azurerm_network_security_rule`.
  func networkSecurityRule(_ origin: RuleOrigin) -> [CloudRule] {
    networkRule(groupName("network_security_group_name", of: origin.block), origin) {
      RuleField($0, of: origin.block, in: view)
    }
  }

  private func networkRule(
    _ name: String, _ origin: RuleOrigin, field: (String) -> RuleField
  ) -> [CloudRule] {
    let isOutbound = field("direction").value?.string?.lowercased() == "outbound"
    let group = CloudRuleGroup(
      name: name, semantics: isOutbound ? .prioritizedOpen : .prioritized, way: isOutbound ? .egress : .ingress)
    let (remoteName, localName) = isOutbound ? ("destination", "source") : ("source", "destination")
    let remote = ends(remoteName, field)
    let local = ends(localName, field)
    var service = RuleService()
    service.set(protocol: field("protocol"))
    service.set(ports: [field("destination_port_range"), field("destination_port_ranges")])
    service.set(sourcePorts: [field("source_port_range"), field("source_port_ranges")])
    // Behind a name may be any address of ours: a permission counts for all of them, a refusal for none.
    let isNamed = !local.names.isEmpty || !local.unknown.isEmpty
    let here = local.isEmpty || isNamed ? AddressSet.all : local.addresses
    return make(
      remote, local: here, service, action: field("access"), deny: "deny", number: field("priority"),
      doubts: (local.names + local.unknown.map(\.text)).map { "\(localName) is \($0)" }, group: group, origin)
  }

  /// Who stands at one end: prefixes, service tags, application security groups.
  private func ends(_ end: String, _ field: (String) -> RuleField) -> RulePeers {
    let world: Set<String> = ["*", "internet", "any"]
    var peers = RulePeers()
    peers.add(field("\(end)_address_prefix"), world: world)
    peers.add(field("\(end)_address_prefixes"), world: world)
    add(names: field("\(end)_application_security_group_ids"), to: &peers)
    return peers
  }
}

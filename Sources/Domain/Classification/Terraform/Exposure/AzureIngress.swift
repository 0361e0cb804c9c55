import Exposure

/// Microsoft Azure: network security groups, of which the rule with the lowest priority number decides.
extension IngressReader {
  /// The `security_rule` blocks of a group.
  func inlineNetworkSecurityGroup(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    let group = IngressGroup(name: "\(headName(address))", semantics: .prioritized)
    return blocks("security_rule", of: block).flatMap { child, view in
      IngressReader(view: view, headName: headName).networkRule(group, address, child, holder: block)
    }
  }

  /// `azurerm_network_security_rule`.
  func networkSecurityRule(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    networkRule(
      group("network_security_group_name", of: block, .prioritized), address, block, holder: block)
  }

  private func networkRule(
    _ group: IngressGroup, _ owner: ResourceAddress, _ block: ConfigurationBlock, holder: ConfigurationBlock
  ) -> [IngressRule] {
    func field(_ name: String) -> IngressField { IngressField(name, of: block, in: view) }
    if let direction = field("direction").value?.string, direction.lowercased() != "inbound" { return [] }
    let isRefusal = field("access").value?.string?.lowercased() == "deny"
    let order = field("priority").value?.numeric?.integer.flatMap { Int(exactly: $0) }
    // A refusal closes for sure only when it is known where it stands and that it speaks of every
    // destination.
    if isRefusal, order == nil || !isUnrestricted(block) { return [] }
    var sources = IngressSources()
    let world: Set<String> = ["*", "internet", "any"]
    sources.add(field("source_address_prefix"), world: world)
    sources.add(field("source_address_prefixes"), world: world)
    var service = IngressService()
    service.set(protocol: field("protocol"))
    service.set(ports: [field("destination_port_range"), field("destination_port_ranges")])
    return make(
      sources, service, action: isRefusal ? .drop : .accept, order: order ?? 0, group: group, owner: owner,
      block: block, holder: holder)
  }

  private func isUnrestricted(_ block: ConfigurationBlock) -> Bool {
    let others = [
      "destination_address_prefixes", "source_port_ranges", "destination_application_security_group_ids",
    ]
    return others.allSatisfy { view.argument($0, of: block).isAbsent }
      && ["destination_address_prefix", "source_port_range"].allSatisfy { name in
        let argument = view.argument(name, of: block)
        return argument.isAbsent || argument.value?.string == "*"
      }
  }
}

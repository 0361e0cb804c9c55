import Exposure

/// Amazon Web Services: security groups, whose rules only allow and act as a union.
extension IngressReader {
  /// The `ingress` blocks of a group, or its `ingress` attribute, which is a list of objects.
  func inlineSecurityGroup(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    let group = IngressGroup(name: "\(headName(address))", semantics: .union)
    let blocks = blocks("ingress", of: block).flatMap { child, view in
      securityGroupRules(group, address, child, holder: block) { IngressField($0, of: child, in: view) }
    }
    let argument = view.argument("ingress", of: block)
    guard let value = argument.value else { return blocks }
    guard let elements = value.elements else {
      return make(
        IngressSources(unknown: [argument.symbolicText]), IngressService(), action: .accept, group: group,
        owner: address, block: block, holder: block)
    }
    return blocks
      + elements.flatMap { element in
        securityGroupRules(group, address, block, holder: block) { name in
          IngressField(name, of: element.members ?? [:], text: argument.symbolicText)
        }
      }
  }

  /// `aws_security_group_rule`.
  func securityGroupRule(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    if let type = view.argument("type", of: block).value?.string, type != "ingress" { return [] }
    let group = group("security_group_id", of: block, .union)
    return securityGroupRules(group, address, block, holder: block) { IngressField($0, of: block, in: view) }
  }

  /// `aws_vpc_security_group_ingress_rule`.
  func ingressRule(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    func field(_ name: String) -> IngressField { IngressField(name, of: block, in: view) }
    var sources = IngressSources()
    sources.add(field("cidr_ipv4"))
    sources.add(field("cidr_ipv6"))
    var service = IngressService()
    service.set(protocol: field("ip_protocol"))
    service.set(from: field("from_port"), to: field("to_port"))
    return make(
      sources, service, action: .accept, group: group("security_group_id", of: block, .union), owner: address,
      block: block, holder: block)
  }

  private func securityGroupRules(
    _ group: IngressGroup, _ owner: ResourceAddress, _ block: ConfigurationBlock, holder: ConfigurationBlock,
    field: (String) -> IngressField
  ) -> [IngressRule] {
    var sources = IngressSources()
    sources.add(field("cidr_blocks"))
    sources.add(field("ipv6_cidr_blocks"))
    var service = IngressService()
    service.set(protocol: field("protocol"))
    service.set(from: field("from_port"), to: field("to_port"))
    return make(sources, service, action: .accept, group: group, owner: owner, block: block, holder: holder)
  }

  /// Whether the inline rules of a group stay as they are although no block is left: the argument is computed
  /// when it is absent, so that only `ingress = []` removes rules.
  static func keepsRules(before: ConfigurationBlock, after: ConfigurationBlock) -> Bool {
    guard let type = inlineBlockType[after.labels.first ?? ""] else { return false }
    return !before.children(ofType: type).isEmpty && after.children(ofType: type).isEmpty
      && after.attribute(type) == nil
  }

  private static let inlineBlockType = [
    "aws_security_group": "ingress", "aws_default_security_group": "ingress",
    "azurerm_network_security_group": "security_rule",
  ]
}

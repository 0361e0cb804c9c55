import Exposure

/// Amazon Web Services: security groups, whose rules only allow and act as a union.
extension CloudRuleReader {
  /// The `ingress` and `egress` blocks of a group, or the attributes of these names, which are lists of objects.
  func inlineSecurityGroup(_ origin: RuleOrigin) -> [CloudRule] {
    [CloudRuleGroup.Way.ingress, .egress].flatMap { way in
      let group = CloudRuleGroup(name: "\(headName(origin.owner))", semantics: .union, way: way)
      return fields(way.rawValue, of: origin).flatMap { entry in
        switch entry {
        case .known(let field, let reader, let place): reader.securityGroupRules(group, place, field: field)
        case .unknown(let text):
          make(RulePeers(unknown: [.init(text: text)]), RuleService(), action: .accept, group: group, origin)
        }
      }
    }
  }

  /// A rule that stands in a nested block or in an element of a list.
  enum InlineRule {
    case known(field: (String) -> RuleField, reader: CloudRuleReader, place: RuleOrigin)
    /// The list as a whole is not known.
    case unknown(String)
  }

  /// The nested blocks of a type, and the elements of the attribute of that name.
  func fields(_ type: String, of origin: RuleOrigin) -> [InlineRule] {
    let nested = blocks(type, of: origin.block).map { child, view -> InlineRule in
      .known(
        field: { RuleField($0, of: child, in: view) }, reader: CloudRuleReader(view: view, headName: headName),
        place: origin.at(child))
    }
    let argument = view.argument(type, of: origin.block)
    guard let value = argument.value else { return nested }
    // Made once: it shows the whole list, which may be long.
    let text = argument.symbolicText
    guard let elements = value.elements else { return nested + [.unknown(text)] }
    return nested
      + elements.map { element in
        .known(
          field: { RuleField($0, of: element.members ?? [:], text: text) }, reader: self, place: origin
        )
      }
  }

  /// `aws_security_group_rule`.
  func securityGroupRule(_ origin: RuleOrigin) -> [CloudRule] {
    let type = view.argument("type", of: origin.block)
    // Of an unknown way the rule may let in, which is the worse.
    let way: CloudRuleGroup.Way = type.value?.string == "egress" ? .egress : .ingress
    let group = CloudRuleGroup(name: groupName("security_group_id", of: origin.block), semantics: .union, way: way)
    return securityGroupRules(group, origin) { RuleField($0, of: origin.block, in: view) }
  }

  /// `aws_vpc_security_group_ingress_rule` and its twin.
  func securityGroupRule(_ origin: RuleOrigin, _ way: CloudRuleGroup.Way) -> [CloudRule] {
    func field(_ name: String) -> RuleField { RuleField(name, of: origin.block, in: view) }
    var peers = RulePeers()
    peers.add(field("cidr_ipv4"), of: .ipv4)
    peers.add(field("cidr_ipv6"), of: .ipv6)
    add(names: field("referenced_security_group_id"), to: &peers)
    add(prefixLists: field("prefix_list_id"), to: &peers)
    var service = RuleService()
    service.set(protocol: field("ip_protocol"))
    service.set(from: field("from_port"), to: field("to_port"))
    let group = CloudRuleGroup(name: groupName("security_group_id", of: origin.block), semantics: .union, way: way)
    return make(peers, service, action: .accept, group: group, origin)
  }

  private func securityGroupRules(
    _ group: CloudRuleGroup, _ origin: RuleOrigin, field: (String) -> RuleField
  ) -> [CloudRule] {
    var peers = RulePeers()
    peers.add(field("cidr_blocks"), of: .ipv4)
    peers.add(field("ipv6_cidr_blocks"), of: .ipv6)
    add(names: field("security_groups"), to: &peers)
    add(names: field("source_security_group_id"), to: &peers)
    add(prefixLists: field("prefix_list_ids"), to: &peers)
    if field("self").value?.boolean == true { peers.names.append("self") }
    var service = RuleService()
    service.set(protocol: field("protocol"))
    service.set(from: field("from_port"), to: field("to_port"))
    return make(peers, service, action: .accept, group: group, origin)
  }

  /// Whether the inline rules of a group stay as they are although no block is left: the argument is computed
  /// when it is absent, so that only `ingress = []` removes rules.
  static func keepsRules(before: ConfigurationBlock, after: ConfigurationBlock, _ way: CloudRuleGroup.Way) -> Bool {
    let type: String
    switch after.labels.first {
    case "azurerm_network_security_group": type = "security_rule"
    case "aws_security_group", "aws_default_security_group", "aws_network_acl": type = way.rawValue
    default: return false
    }
    return !before.children(ofType: type).isEmpty && after.children(ofType: type).isEmpty
      && after.attribute(type) == nil
  }
}

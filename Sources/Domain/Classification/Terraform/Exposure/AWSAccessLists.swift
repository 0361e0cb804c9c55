import Exposure

/// Amazon Web Services: network access control lists, of which the rule with the lowest number decides and whose last word
/// refuses.
extension CloudRuleReader {
  /// The `ingress` and `egress` blocks of a list, or the attributes of these names.
  func inlineAccessList(_ origin: RuleOrigin) -> [CloudRule] {
    [CloudRuleGroup.Way.ingress, .egress].flatMap { way in
      let group = CloudRuleGroup(name: "\(headName(origin.owner))", semantics: .stateless, way: way)
      return fields(way.rawValue, of: origin).flatMap { entry in
        switch entry {
        case .known(let field, let reader, let place):
          reader.accessListRule(group, place, number: field("rule_no"), action: field("action"), field: field)
        case .unknown(let text):
          make(RulePeers(unknown: [.init(text: text)]), RuleService(), action: .accept, group: group, origin)
        }
      }
    }
  }

  /// `aws_network_acl_rule`.
  func accessListRule(_ origin: RuleOrigin) -> [CloudRule] {
    func field(_ name: String) -> RuleField { RuleField(name, of: origin.block, in: view) }
    let way: CloudRuleGroup.Way = field("egress").value?.boolean == true ? .egress : .ingress
    let group = CloudRuleGroup(
      name: groupName("network_acl_id", of: origin.block), semantics: .stateless, way: way)
    return accessListRule(
      group, origin, number: field("rule_number"), action: field("rule_action"), field: field)
  }

  private func accessListRule(
    _ group: CloudRuleGroup, _ origin: RuleOrigin, number: RuleField, action: RuleField,
    field: (String) -> RuleField
  ) -> [CloudRule] {
    var peers = RulePeers()
    peers.add(field("cidr_block"), of: .ipv4)
    peers.add(field("ipv6_cidr_block"), of: .ipv6)
    var service = RuleService()
    service.set(protocol: field("protocol"))
    service.set(from: field("from_port"), to: field("to_port"))
    return make(peers, service, action: action, deny: "deny", number: number, group: group, origin)
  }

  /// A numbered rule. What is not known of number and action is a condition of a refusal: it closes nothing for sure.
  func make(
    _ peers: RulePeers, local: AddressSet = .all, _ service: RuleService, action: RuleField, deny: String,
    number: RuleField, isDefault: Int? = nil, doubts: [String] = [], group: CloudRuleGroup, _ origin: RuleOrigin
  ) -> [CloudRule] {
    let isRefusal = action.value?.string?.lowercased() == deny
    let order = number.value == nil ? isDefault : number.value?.numeric?.integer.flatMap { Int(exactly: $0) }
    var conditions = isRefusal ? doubts : []
    if isRefusal, order == nil { conditions.append("its place is \(number.text)") }
    // A permission of unknown place may come first.
    return make(
      peers, local: local, service, action: isRefusal ? .drop : .accept, order: order ?? .min, doubts: conditions,
      group: group, origin)
  }
}

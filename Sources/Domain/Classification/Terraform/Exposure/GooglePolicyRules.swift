import Exposure

/// Google Cloud: rules of firewall policies, which are asked before the rules of a network (cloud.google.com, "Firewall
/// policies"): the lowest priority number decides, and what no rule decides goes on to the network.
extension CloudRuleReader {
  static let googlePolicyTypes: Set<String> = [
    "google_compute_firewall_policy_rule", "google_compute_network_firewall_policy_rule",
    "google_compute_region_network_firewall_policy_rule",
  ]

  /// Every rule stands in two groups: as if everything else was refused, and as if it was let through, so that neither a
  /// permission nor a refusal that goes stays unseen.
  func googlePolicyRule(_ origin: RuleOrigin) -> [CloudRule] {
    let block = origin.block
    let action = view.argument("action", of: block).value?.string ?? ""
    if view.argument("disabled", of: block).value?.boolean == true || action == "goto_next" { return [] }
    let isEgress = view.argument("direction", of: block).value?.string?.uppercased() == "EGRESS"
    let way: CloudRuleGroup.Way = isEgress ? .egress : .ingress
    let name = groupName("firewall_policy", of: block)
    let groups = [
      CloudRuleGroup(name: name, semantics: .prioritized, way: way),
      CloudRuleGroup(name: "\(name), beyond which everything passes", semantics: .prioritizedOpen, way: way),
    ]
    return blocks("match", of: block).flatMap { match, view -> [CloudRule] in
      let reader = CloudRuleReader(view: view, headName: headName)
      var remote = RulePeers()
      remote.add(RuleField(isEgress ? "dest_ip_ranges" : "src_ip_ranges", of: match, in: view))
      for list in ["address_groups", "fqdns", "region_codes", "threat_intelligences"] {
        reader.add(names: RuleField("\(isEgress ? "dest" : "src")_\(list)", of: match, in: view), to: &remote)
      }
      if remote.isEmpty { remote.addresses = .all(.ipv4) }
      return reader.blocks("layer4_configs", of: match).flatMap { service, view -> [CloudRule] in
        var read = RuleService()
        read.set(protocol: RuleField("ip_protocol", of: service, in: view))
        read.set(ports: [RuleField("ports", of: service, in: view)])
        return groups.flatMap { group in
          CloudRuleReader(view: view, headName: headName).make(
            remote, read, action: RuleField("action", of: block, in: self.view), deny: "deny",
            number: RuleField("priority", of: block, in: self.view), group: group, origin.at(match))
        }
      }
    }
  }
}

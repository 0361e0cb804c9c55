import Exposure

/// Google Cloud: firewall rules of a network, of which the lowest priority number decides and a refusal wins
/// a tie. What no rule decides is refused on the way in, and passes on the way out.
extension CloudRuleReader {
  func googleFirewall(_ origin: RuleOrigin) -> [CloudRule] {
    let block = origin.block
    let disabled = view.argument("disabled", of: block)
    if disabled.value?.boolean == true { return [] }
    let doubts = disabled.value?.isKnown == false ? ["disabled is not \(disabled.symbolicText)"] : []
    let isEgress = view.argument("direction", of: block).value?.string?.uppercased() == "EGRESS"
    let group = CloudRuleGroup(
      name: target(of: block), semantics: isEgress ? .prioritizedOpen : .prioritized,
      way: isEgress ? .egress : .ingress)
    let ends = ["source", "destination"].map { ranges("\($0)_ranges", of: block) }
    var (remote, local) = isEgress ? (ends[1], ends[0]) : (ends[0], ends[1])
    if !isEgress {
      for name in ["source_tags", "source_service_accounts"] {
        add(names: RuleField(name, of: block, in: view), to: &remote)
      }
    }
    // Without any word of the other end the rule means everyone.
    if remote.isEmpty { remote.addresses = .all(.ipv4) }
    let here = local.isEmpty || !local.unknown.isEmpty ? AddressSet.all : local.addresses
    let priority = RuleField("priority", of: block, in: view)
    return ["allow", "deny"].flatMap { type in
      blocks(type, of: block).flatMap { child, view -> [CloudRule] in
        var service = RuleService()
        service.set(protocol: RuleField("protocol", of: child, in: view))
        service.set(ports: [RuleField("ports", of: child, in: view)])
        return CloudRuleReader(view: view, headName: headName).make(
          remote, local: here, service, action: RuleField(value: .string(type)), deny: "deny", number: priority,
          isDefault: 1_000, doubts: doubts + local.unknown.map { "destination is \($0.text)" }, group: group,
          origin.at(child))
      }
    }
  }

  /// Rules decide together where they apply to the same machines.
  private func target(of block: ConfigurationBlock) -> String {
    let network = groupName("network", of: block)
    let targets = ["target_tags", "target_service_accounts"].map { view.argument($0, of: block) }
      .filter { !$0.isAbsent }.map { "\($0.path) \($0.symbolicText)" }
    return ([network] + targets).joined(separator: ", ")
  }

  private func ranges(_ name: String, of block: ConfigurationBlock) -> RulePeers {
    var peers = RulePeers()
    peers.add(RuleField(name, of: block, in: view))
    return peers
  }
}

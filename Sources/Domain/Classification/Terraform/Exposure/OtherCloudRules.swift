import Exposure

/// DigitalOcean, Hetzner Cloud, Oracle Cloud and OpenStack, whose rules only allow and act as a union; and the policies of
/// Google Cloud.
extension CloudRuleReader {
  /// The resource types that are read here.
  static let otherTypes: Set<String> = googlePolicyTypes.union([
    "digitalocean_firewall", "hcloud_firewall", "oci_core_security_list", "oci_core_default_security_list",
    "oci_core_network_security_group_security_rule", "openstack_networking_secgroup_rule_v2",
    "openstack_compute_secgroup_v2",
  ])

  func otherRules(_ origin: RuleOrigin) -> [CloudRule] {
    switch origin.owner.type {
    case "digitalocean_firewall": digitalOcean(origin)
    case "hcloud_firewall": hetzner(origin)
    case "oci_core_security_list", "oci_core_default_security_list": oracleList(origin)
    case "oci_core_network_security_group_security_rule": oracleRule(origin)
    case "openstack_networking_secgroup_rule_v2": openStackRule(origin)
    case "openstack_compute_secgroup_v2": openStackGroup(origin)
    case let type where Self.googlePolicyTypes.contains(type): googlePolicyRule(origin)
    default: []
    }
  }

  private func group(_ name: String, _ way: CloudRuleGroup.Way) -> CloudRuleGroup {
    CloudRuleGroup(name: name, semantics: .union, way: way)
  }

  /// Every rule of a list of blocks or of objects; a list that is not known may let in anything.
  private func each(
    _ type: String, of origin: RuleOrigin, _ group: CloudRuleGroup,
    _ read: (CloudRuleReader, RuleOrigin, (String) -> RuleField) -> [CloudRule]
  ) -> [CloudRule] {
    fields(type, of: origin).flatMap { entry in
      switch entry {
      case .known(let field, let reader, let place): read(reader, place, field)
      case .unknown(let text):
        make(RulePeers(unknown: [.init(text: text)]), RuleService(), action: .accept, group: group, origin)
      }
    }
  }

  /// `inbound_rule` and `outbound_rule` (registry.terraform.io, digitalocean_firewall).
  private func digitalOcean(_ origin: RuleOrigin) -> [CloudRule] {
    [("inbound_rule", "source", CloudRuleGroup.Way.ingress), ("outbound_rule", "destination", .egress)]
      .flatMap { type, end, way in
        let group = group("\(headName(origin.owner))", way)
        return each(type, of: origin, group) { reader, place, field in
          var peers = RulePeers()
          peers.add(field("\(end)_addresses"))
          for name in ["droplet_ids", "tags", "load_balancer_uids", "kubernetes_ids"] {
            reader.add(names: field("\(end)_\(name)"), to: &peers)
          }
          return reader.make(
            peers, Self.service(field("protocol"), field("port_range")), action: .accept, group: group, place)
        }
      }
  }

  /// `rule` with a `direction`; without rules for the way out, everything goes out (docs.hetzner.cloud, "Firewalls").
  private func hetzner(_ origin: RuleOrigin) -> [CloudRule] {
    let name = "\(headName(origin.owner))"
    let rules = each("rule", of: origin, group(name, .ingress)) { reader, place, field in
      let way: CloudRuleGroup.Way = field("direction").value?.string == "out" ? .egress : .ingress
      var peers = RulePeers()
      peers.add(field(way == .ingress ? "source_ips" : "destination_ips"))
      return reader.make(
        peers, Self.service(field("protocol"), field("port")), action: .accept, group: group(name, way), place)
    }
    if rules.contains(where: { $0.group.way == .egress }) { return rules }
    let all = RulePeers(addresses: .all)
    return rules + make(all, RuleService(), action: .accept, group: group(name, .egress), origin)
  }

  /// A protocol with the ports of one text, of which some words are all of them.
  private static func service(_ protocol: RuleField, _ ports: RuleField) -> RuleService {
    var service = RuleService()
    service.set(protocol: `protocol`)
    let isAll = ["all", "any", "0", "1-65535", "0-65535"].contains(ports.value?.string ?? "")
    if !isAll { service.set(ports: [ports]) }
    return service
  }

  /// `ingress_security_rules` and `egress_security_rules` (registry.terraform.io, oci_core_security_list).
  private func oracleList(_ origin: RuleOrigin) -> [CloudRule] {
    [CloudRuleGroup.Way.ingress, .egress].flatMap { way in
      let group = group("\(headName(origin.owner))", way)
      return each("\(way.rawValue)_security_rules", of: origin, group) { reader, place, field in
        reader.oracle(group, place, field)
      }
    }
  }

  /// `oci_core_network_security_group_security_rule`.
  private func oracleRule(_ origin: RuleOrigin) -> [CloudRule] {
    func field(_ name: String) -> RuleField { RuleField(name, of: origin.block, in: view) }
    let way: CloudRuleGroup.Way = field("direction").value?.string?.uppercased() == "EGRESS" ? .egress : .ingress
    return oracle(group(groupName("network_security_group_id", of: origin.block), way), origin, field)
  }

  private func oracle(_ group: CloudRuleGroup, _ origin: RuleOrigin, _ field: (String) -> RuleField) -> [CloudRule] {
    let end = group.way == .ingress ? "source" : "destination"
    var peers = RulePeers()
    let type = field("\(end)_type").value?.string ?? "CIDR_BLOCK"
    // A service or a group has a name and no addresses here.
    if type == "CIDR_BLOCK" { peers.add(field(end)) } else { add(names: field(end), to: &peers) }
    var service = RuleService()
    service.set(protocol: field("protocol"))
    for options in ["tcp_options", "udp_options"] {
      for (block, view) in blocks(options, of: origin.block) {
        let ranges = CloudRuleReader(view: view, headName: headName).blocks("destination_port_range", of: block)
        for (range, view) in ranges.isEmpty ? [(block, view)] : ranges {
          service.set(from: RuleField("min", of: range, in: view), to: RuleField("max", of: range, in: view))
        }
      }
    }
    return make(peers, service, action: .accept, group: group, origin)
  }

  /// `openstack_networking_secgroup_rule_v2`: without a remote end, everybody of its family.
  private func openStackRule(_ origin: RuleOrigin) -> [CloudRule] {
    func field(_ name: String) -> RuleField { RuleField(name, of: origin.block, in: view) }
    let way: CloudRuleGroup.Way = field("direction").value?.string == "egress" ? .egress : .ingress
    var peers = RulePeers()
    peers.add(field("remote_ip_prefix"))
    add(names: field("remote_group_id"), to: &peers)
    if peers.isEmpty { peers.addresses = field("ethertype").value?.string == "IPv6" ? .all(.ipv6) : .all(.ipv4) }
    var service = RuleService()
    service.set(protocol: field("protocol"))
    service.set(from: field("port_range_min"), to: field("port_range_max"))
    return make(
      peers, service, action: .accept, group: group(groupName("security_group_id", of: origin.block), way), origin)
  }

  /// The `rule` blocks of `openstack_compute_secgroup_v2`.
  private func openStackGroup(_ origin: RuleOrigin) -> [CloudRule] {
    let group = group("\(headName(origin.owner))", .ingress)
    return each("rule", of: origin, group) { reader, place, field in
      var peers = RulePeers()
      peers.add(field("cidr"))
      reader.add(names: field("from_group_id"), to: &peers)
      if field("self").value?.boolean == true { peers.names.append("self") }
      var service = RuleService()
      service.set(protocol: field("ip_protocol"))
      service.set(from: field("from_port"), to: field("to_port"))
      return reader.make(peers, service, action: .accept, group: group, place)
    }
  }
}

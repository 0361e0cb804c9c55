import YAML

/// Tasks that set up firewalls of a cloud (docs.ansible.com: `amazon.aws.ec2_security_group`,
/// `azure.azcollection.azure_rm_securitygroup`, `google.cloud.gcp_compute_firewall` and the older `gce_net`), put in the
/// words of the cloud's own templates.
enum CloudTasks {
  static func document(_ module: String, _ node: YAMLNode, _ filled: (String) -> String) -> YAMLNode {
    switch module {
    case "azure_rm_securitygroup": azure(node, filled)
    case "gcp_compute_firewall": google(renamed(node, googleNames, filled), node)
    case "gce_net": google(legacy(node, filled), node)
    default: amazon(node, filled)
    }
  }

  private static func scalar(_ text: String, _ node: YAMLNode) -> YAMLNode {
    YAMLNode(position: node.position, content: .scalar(text, isPlain: false))
  }

  private static func entry(_ key: String, _ value: YAMLNode) -> YAMLNode.Entry {
    YAMLNode.Entry(key: key, keyIsPlain: true, keyPosition: value.position, value: value)
  }

  private static func mapping(_ entries: [YAMLNode.Entry], _ node: YAMLNode) -> YAMLNode {
    YAMLNode(position: node.position, content: .mapping(entries))
  }

  private static func list(_ nodes: [YAMLNode], _ node: YAMLNode) -> YAMLNode {
    YAMLNode(position: node.position, content: .sequence(nodes))
  }

  /// The nodes of a list, or the one that stands in place of a list.
  private static func items(_ node: YAMLNode?) -> [YAMLNode] {
    node.map { $0.isSequence ? $0.elements : [$0] } ?? []
  }

  private static func text(_ node: YAMLNode?, _ filled: (String) -> String) -> String? {
    node.map { filled($0.text ?? $0.canonical) }
  }

  /// Copies entries under other names, texts with their values.
  private static func renamed(
    _ node: YAMLNode, _ names: [String: String], _ filled: (String) -> String, depth: Int = 0
  ) -> YAMLNode {
    if node.isSequence, depth < 8 {
      return list(node.elements.map { renamed($0, names, filled, depth: depth + 1) }, node)
    }
    if node.isMapping, depth < 8 {
      return mapping(
        node.entries.map { item in
          entry(names[item.key] ?? item.key, renamed(item.value, names, filled, depth: depth + 1))
        }, node)
    }
    return text(node, filled).map { scalar($0, node) } ?? node
  }
}

extension CloudTasks {
  /// `rules:` with `proto`, `ports` or `from_port` and `to_port`, `cidr_ip`, `cidr_ipv6`, `group_id`.
  private static func amazon(_ node: YAMLNode, _ filled: (String) -> String) -> YAMLNode {
    let properties = [("rules", "SecurityGroupIngress"), ("rules_egress", "SecurityGroupEgress")].compactMap {
      key, name -> YAMLNode.Entry? in
      guard let rules = node[key], rules.isSequence else { return nil }
      return entry(name, list(rules.elements.flatMap { amazonRules($0, filled) }, rules))
    }
    let name = text(node["name"] ?? node["group_id"], filled) ?? "group"
    let group = mapping(
      [entry("Type", scalar("AWS::EC2::SecurityGroup", node)), entry("Properties", mapping(properties, node))], node)
    return mapping([entry("Resources", mapping([entry(name, group)], node))], node)
  }

  private static let amazonPeers = [
    "cidr_ip": "CidrIp", "cidr_ipv6": "CidrIpv6", "group_id": "SourceSecurityGroupId",
    "group_name": "SourceSecurityGroupId", "ip_prefix": "SourcePrefixListId",
  ]

  private static func amazonRules(_ rule: YAMLNode, _ filled: (String) -> String) -> [YAMLNode] {
    let named = text(rule["proto"], filled) ?? "tcp"
    let proto = ["all", "-1"].contains(named) ? "-1" : named
    let spans: [(String, String)?] =
      rule.has("ports")
      ? items(rule["ports"]).map { node in
        let ends = (text(node, filled) ?? "").split(separator: "-").map { String($0).trimmed }
        return (ends.first ?? "", ends.last ?? "")
      }
      : [
        text(rule["from_port"], filled).flatMap { from in text(rule["to_port"], filled).map { (from, $0) } }
      ]
    let peers = rule.entries.flatMap { item -> [(String, YAMLNode)] in
      amazonPeers[item.key].map { name in items(item.value).map { (name, $0) } } ?? []
    }
    return spans.flatMap { span in
      peers.map { name, peer in
        let ports = span.map { [entry("FromPort", scalar($0.0, rule)), entry("ToPort", scalar($0.1, rule))] } ?? []
        return mapping(
          [entry("IpProtocol", scalar(proto, rule)), entry(name, scalar(text(peer, filled) ?? "", peer))] + ports, rule)
      }
    }
  }

  private static let azureNames = [
    "source_port_range": "sourcePortRange", "destination_port_range": "destinationPortRange",
    "source_address_prefix": "sourceAddressPrefix", "destination_address_prefix": "destinationAddressPrefix",
  ]

  private static let azureDefaults = [
    "protocol": "*", "sourcePortRange": "*", "destinationPortRange": "*", "sourceAddressPrefix": "*",
    "destinationAddressPrefix": "*", "access": "Allow", "direction": "Inbound",
  ]

  /// `rules:` in small letters, each with the module's defaults.
  private static func azure(_ node: YAMLNode, _ filled: (String) -> String) -> YAMLNode {
    let rules = items(node["rules"]).map { rule -> YAMLNode in
      var entries: [YAMLNode.Entry] = []
      for item in rule.entries where item.key != "name" {
        let name = azureNames[item.key] ?? item.key
        entries.append(entry(item.value.isSequence ? plural(name) : name, renamed(item.value, [:], filled)))
      }
      for (key, value) in azureDefaults.sorted(by: { $0.key < $1.key })
      where !entries.contains(where: { $0.key == key || $0.key == plural(key) }) {
        entries.append(entry(key, scalar(value, rule)))
      }
      return mapping(
        [entry("name", scalar(text(rule["name"], filled) ?? "", rule)), entry("properties", mapping(entries, rule))],
        rule)
    }
    let properties = mapping([entry("securityRules", list(rules, node))], node)
    let group = mapping(
      [
        entry("type", scalar("Microsoft.Network/networkSecurityGroups", node)),
        entry("name", scalar(text(node["name"], filled) ?? "group", node)), entry("properties", properties),
      ], node)
    return mapping([entry("resources", list([group], node))], node)
  }

  private static func plural(_ name: String) -> String {
    name.hasSuffix("Prefix") ? name + "es" : name.hasSuffix("Range") ? name + "s" : name
  }

  private static let googleNames = [
    "ip_protocol": "IPProtocol", "source_ranges": "sourceRanges", "destination_ranges": "destinationRanges",
    "source_tags": "sourceTags", "target_tags": "targetTags", "source_service_accounts": "sourceServiceAccounts",
    "target_service_accounts": "targetServiceAccounts",
  ]

  private static func google(_ rule: YAMLNode, _ node: YAMLNode) -> YAMLNode {
    let network = rule["network"].flatMap { $0.text ?? $0["selfLink"]?.text ?? $0["name"]?.text }
    let entries = rule.entries.filter { $0.key != "network" && $0.key != "kind" }
    return mapping(
      entries + [entry("kind", scalar("compute#firewall", node))]
        + (network.map { [entry("network", scalar($0, node))] } ?? []), node)
  }

  /// `allowed: tcp:22,80-90;udp:53` and `src_range`.
  private static func legacy(_ node: YAMLNode, _ filled: (String) -> String) -> YAMLNode {
    let allowed = (text(node["allowed"], filled) ?? "").split(separator: ";").map { part -> YAMLNode in
      let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
      let ports = pair.count == 2 ? pair[1].split(separator: ",").map { scalar(String($0), node) } : []
      return mapping(
        [entry("IPProtocol", scalar(pair.first ?? "", node))]
          + (ports.isEmpty ? [] : [entry("ports", list(ports, node))]),
        node)
    }
    let ranges = items(node["src_range"]).flatMap { item in
      (text(item, filled) ?? "").split(separator: ",").map { scalar(String($0), item) }
    }
    return mapping(
      [entry("allowed", list(allowed, node))]
        + (ranges.isEmpty ? [] : [entry("sourceRanges", list(ranges, node))])
        + (node["name"].map { [entry("network", scalar(text($0, filled) ?? "", $0))] } ?? []), node)
  }
}

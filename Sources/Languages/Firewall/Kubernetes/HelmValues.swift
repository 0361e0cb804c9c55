import Exposure
public import YAML

/// Reads the values of a chart by the names that charts use for what they publish (helm.sh, "Values", and what
/// `helm create` writes): `service.type`, `loadBalancerSourceRanges`, `ingress.enabled`, `networkPolicy.enabled`.
///
/// A chart may read them or not, so that nothing here is certain.
public enum HelmValues {
  /// Values within values.
  private static let depth = 8
  private static let term = "the chart reads its values by their usual names"

  /// - Parameter name: what the values belong to.
  public static func read(_ values: YAMLNode, under name: String = "values") -> DeclaredReach {
    var declared = DeclaredReach()
    read(values, name, depth: 0, &declared)
    declared.groups = ReachGroup.joined(declared.groups)
    return declared
  }

  private static func read(_ node: YAMLNode, _ path: String, depth: Int, _ declared: inout DeclaredReach) {
    guard depth < Self.depth else { return }
    for entry in node.entries {
      let name = "\(path).\(entry.key)"
      let key = entry.key.lowercased()
      if key.hasSuffix("service") || key == "service" { service(entry.value, name, &declared) }
      if key == "networkpolicy" || key == "networkpolicies" {
        let isOn = entry.value["enabled"]?.truth ?? entry.value["create"]?.truth ?? entry.value.truth
        if isOn == true {
          declared.marks.append(DeclaredMark(.policyPresent, name, Origin(line: entry.value.line)))
        }
      } else if key == "ingress", entry.value["enabled"]?.truth == true {
        declared.groups.append(route(entry.value, name))
      } else if key == "hostnetwork", entry.value.truth == true {
        declared.groups.append(
          group(
            .service, name, TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp])), entry.value))
      }
      read(entry.value, name, depth: depth + 1, &declared)
    }
  }

  private static func service(_ node: YAMLNode, _ path: String, _ declared: inout DeclaredReach) {
    guard let type = node["type"]?.text, ["LoadBalancer", "NodePort"].contains(type) else { return }
    var box = TrafficBox()
    if let ranges = node["loadBalancerSourceRanges"], !ranges.elements.isEmpty, type == "LoadBalancer" {
      let read = PolicyPeers.addresses(ranges.elements.map { $0.text ?? $0.canonical })
      if read.unread == nil { box.sources = read.set }
    }
    // The latter two are names of older charts for it.
    let single = node["port"] ?? node["externalPort"] ?? node["servicePort"]
    let ports = [single].compactMap { $0 } + (node["ports"]?.entries ?? []).map { $0.value["port"] ?? $0.value }
    let numbers = ports.compactMap { $0.text.flatMap { UInt16($0) } }
    box.protocols = ProtocolSet(members: [IPProtocol.tcp])
    if !numbers.isEmpty { box.destinationPorts = PortSet(members: numbers) }
    declared.groups.append(group(type == "NodePort" ? .nodePort : .service, "\(type) \(path)", box, node))
  }

  private static func route(_ node: YAMLNode, _ path: String) -> ReachGroup {
    let hosts =
      (node["hosts"]?.elements ?? []).compactMap { $0.text ?? $0["host"]?.text }
      + [node["host"]?.text, node["hostname"]?.text].compactMap { $0 }
    let box = TrafficBox(
      protocols: ProtocolSet(members: [IPProtocol.tcp]), destinationPorts: PortSet(80...80).union(PortSet(443...443)))
    return group(.route, "\(path) \(hosts.sorted().joined(separator: ", "))", box, node)
  }

  private static func group(_ subject: ReachGroup.Subject, _ name: String, _ box: TrafficBox, _ node: YAMLNode)
    -> ReachGroup
  {
    let origin = Origin(line: node.line)
    var group = ReachGroup(
      ReachGroup.Key(subject, .ingress, name),
      RuleChain([Rule(TrafficSet(box), action: .accept, origin: origin)], policy: .drop),
      origin: origin)
    group.guards = [term]
    return group
  }
}

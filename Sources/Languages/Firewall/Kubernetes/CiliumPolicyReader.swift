import Exposure
import YAML

/// Reads `cilium.io/v2 CiliumNetworkPolicy` and `CiliumClusterwideNetworkPolicy` (docs.cilium.io, "Layer 3 Policies",
/// "Layer 4 Policies"): allow rules add up, deny rules win over them.
struct CiliumPolicyReader {
  let object: KubernetesObject
  let guards: [String]

  func policies() -> [PodPolicy] {
    let specs = (object.spec.map { [$0] } ?? []) + (object.node["specs"]?.elements ?? [])
    return specs.map { policy($0) }
  }

  private func policy(_ spec: YAMLNode) -> PodPolicy {
    var rules: [ReachGroup.Way: [Rule]] = [:]
    var isolates: Set<ReachGroup.Way> = []
    for way in [ReachGroup.Way.ingress, .egress] {
      let allow = spec[way.rawValue]?.elements ?? []
      let deny = spec[way.rawValue + "Deny"]?.elements ?? []
      rules[way] = deny.flatMap { read($0, way, .drop) } + allow.flatMap { read($0, way, .accept) }
      // A section that is there closes what it does not allow, unless the policy says that it shall not.
      let closes = spec["enableDefaultDeny", way.rawValue]?.truth ?? !(allow + deny).isEmpty
      if closes { isolates.insert(way) }
    }
    let isWide = object.kind == "CiliumClusterwideNetworkPolicy"
    let selector = (spec["endpointSelector"] ?? spec["nodeSelector"]).map { LabelSelector($0) } ?? .everything
    return PodPolicy(
      .cilium, of: object, selector: selector, isClusterWide: isWide, isolates: isolates, rules: rules,
      guards: guards)
  }

  private func read(_ rule: YAMLNode, _ way: ReachGroup.Way, _ action: Rule.Action) -> [Rule] {
    let prefix = way == .ingress ? "from" : "to"
    let reader = PolicyPeers(way: way)
    var peers: [PolicyPeers.Peer] = []
    var isNamed = false
    for entry in rule.entries where entry.key.hasPrefix(prefix) && entry.key != "toPorts" {
      isNamed = true
      for item in entry.value.elements {
        switch entry.key.dropFirst(prefix.count) {
        case "CIDR":
          peers.append(reader.block(cidr: item, except: nil))
        case "CIDRSet" where item.has("cidr"):
          peers.append(reader.block(cidr: item["cidr"], except: item["except"]))
        case "Entities":
          peers.append(entity(item, reader))
        case "Endpoints" where LabelSelector(item).requirements.isEmpty:
          peers.append(PolicyPeers.Peer(box: TrafficBox(), conditions: [reader.named("pods all")]))
        case "Endpoints":
          peers.append(
            PolicyPeers.Peer(
              box: TrafficBox(), conditions: [reader.named("pods \(LabelSelector(item).description)")]))
        default:
          peers.append(
            PolicyPeers.Peer(
              box: TrafficBox(), conditions: [reader.named("\(entry.key) \(Unresolved.shown(item.canonical))")]))
        }
      }
    }
    if !isNamed { peers = [PolicyPeers.Peer(box: TrafficBox(), conditions: [])] }
    let ports = (rule["toPorts"]?.elements ?? []).flatMap { entry in
      entry["ports"]?.elements ?? []
    }
    let rules = PolicyPeers.rules(peers, ports: ports, defaultProtocol: "ANY", action, line: rule.line)
    return rules + icmp(rule, peers, action)
  }

  private func icmp(_ rule: YAMLNode, _ peers: [PolicyPeers.Peer], _ action: Rule.Action) -> [Rule] {
    guard let list = rule["icmps"] else { return [] }
    let term = Unresolved.condition("icmp is \(list.canonical)")
    return peers.map { peer in
      Rule(
        TrafficSet(peer.box), conditions: Set(peer.conditions + [term]).sorted(), action: action,
        origin: Origin(line: rule.line))
    }
  }

  private func entity(_ item: YAMLNode, _ reader: PolicyPeers) -> PolicyPeers.Peer {
    switch item.text {
    case "world", "all": PolicyPeers.Peer(box: TrafficBox(), conditions: [])
    case "world-ipv4": PolicyPeers.Peer(box: reader.box(.all(.ipv4)), conditions: [])
    case "world-ipv6": PolicyPeers.Peer(box: reader.box(.all(.ipv6)), conditions: [])
    default:
      PolicyPeers.Peer(box: TrafficBox(), conditions: [reader.named("entity \(Unresolved.shown(item.canonical))")])
    }
  }
}

import Exposure
import YAML

/// Reads `policy.networking.k8s.io` AdminNetworkPolicy and BaselineAdminNetworkPolicy (network-policy-api.sigs.k8s.io):
/// numbered rules of the cluster's owner, which allow, deny or pass on to the policies of the namespaces. They close
/// nothing by themselves.
struct AdminPolicyReader {
  let object: KubernetesObject
  let guards: [String]

  /// The baseline is asked when nothing else has decided.
  private static let baselineOrder = 1 << 20

  func policy() -> PodPolicy {
    let spec = object.spec
    let isBaseline = object.kind.hasPrefix("Baseline")
    let priority = spec?["priority"]?.text.flatMap { Int($0) } ?? 0
    var rules: [ReachGroup.Way: [Rule]] = [:]
    for way in [ReachGroup.Way.ingress, .egress] {
      rules[way] = (spec?[way.rawValue]?.elements ?? []).flatMap { read($0, way) }
    }
    let subject = spec?["subject"]
    var requirements: Set<String> = []
    if let pods = subject?["pods"] {
      requirements.formUnion(pods["podSelector"].map { LabelSelector($0).requirements } ?? [])
      requirements.formUnion(
        pods["namespaceSelector"].map { LabelSelector($0).requirements.map { "namespace \($0)" } } ?? [])
    } else if let namespaces = subject?["namespaces"] {
      requirements.formUnion(LabelSelector(namespaces).requirements.map { "namespace \($0)" })
    }
    return PodPolicy(
      .admin, of: object, selector: LabelSelector(requirements: requirements), isClusterWide: true, isolates: [],
      rules: rules, order: isBaseline ? Self.baselineOrder : priority, guards: guards)
  }

  private func read(_ rule: YAMLNode, _ way: ReachGroup.Way) -> [Rule] {
    let action: Rule.Action
    switch rule["action"]?.text {
    case "Allow": action = .accept
    case "Deny": action = .drop
    case "Pass": action = .return
    case let other: action = .other("the action is \(other ?? "missing")")
    }
    let reader = PolicyPeers(way: way)
    let peers = (rule[way == .ingress ? "from" : "to"]?.elements ?? []).flatMap { peer in
      peer.entries.flatMap { entry -> [PolicyPeers.Peer] in
        if entry.key == "networks" { return entry.value.elements.map { reader.block(cidr: $0, except: nil) } }
        return [
          PolicyPeers.Peer(
            box: TrafficBox(), conditions: [reader.named("\(entry.key) \(Unresolved.shown(entry.value.canonical))")])
        ]
      }
    }
    let ports = (rule["ports"]?.elements ?? []).map(Self.port)
    return PolicyPeers.rules(peers, ports: ports, action, line: rule.line)
  }

  /// The port entry in the words of NetworkPolicy.
  private static func port(_ node: YAMLNode) -> YAMLNode {
    if let number = node["portNumber"] { return number }
    if let name = node["namedPort"] {
      return YAMLNode(
        position: node.position, content: .mapping([entry("protocol", "ANY", node), entry("port", name)]))
    }
    guard let range = node["portRange"] else { return node }
    let entries = range.entries.map { item in
      let key = item.key == "start" ? "port" : item.key == "end" ? "endPort" : item.key
      return entry(key, item.value)
    }
    return YAMLNode(position: node.position, content: .mapping(entries))
  }

  private static func entry(_ key: String, _ value: YAMLNode) -> YAMLNode.Entry {
    YAMLNode.Entry(key: key, keyIsPlain: true, keyPosition: value.position, value: value)
  }

  private static func entry(_ key: String, _ text: String, _ node: YAMLNode) -> YAMLNode.Entry {
    entry(key, YAMLNode(position: node.position, content: .scalar(text, isPlain: true)))
  }
}

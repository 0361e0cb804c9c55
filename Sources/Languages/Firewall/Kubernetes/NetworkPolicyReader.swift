import Exposure
import YAML

/// Reads `networking.k8s.io/v1 NetworkPolicy` (kubernetes.io, "Network Policies").
struct NetworkPolicyReader {
  let object: KubernetesObject
  let guards: [String]

  func policy() -> PodPolicy {
    let spec = object.spec
    let ingress = rules(spec?["ingress"], .ingress)
    let egress = rules(spec?["egress"], .egress)
    return PodPolicy(
      .kubernetes, of: object, selector: spec?["podSelector"].map { LabelSelector($0) } ?? .everything,
      isolates: types(spec), rules: [.ingress: ingress, .egress: egress], guards: guards)
  }

  /// Without `policyTypes`, ingress always and egress where there are egress rules.
  private func types(_ spec: YAMLNode?) -> Set<ReachGroup.Way> {
    guard let written = spec?["policyTypes"], written.isSequence, !written.elements.isEmpty else {
      return spec?["egress"]?.elements.isEmpty == false ? [.ingress, .egress] : [.ingress]
    }
    return Set(
      written.elements.compactMap { type in
        switch type.text {
        case "Ingress": .ingress
        case "Egress": .egress
        default: nil
        }
      })
  }

  private func rules(_ list: YAMLNode?, _ way: ReachGroup.Way) -> [Rule] {
    guard let list else { return [] }
    if let term = Unresolved.term(list) {
      return [
        Rule(.all, conditions: [Unresolved.condition(term)], action: .accept, origin: Origin(line: list.line))
      ]
    }
    return list.elements.flatMap { rule in
      PolicyPeers.rules(
        peers(rule[way == .ingress ? "from" : "to"], way), ports: rule["ports"]?.elements ?? [], .accept,
        line: rule.line)
    }
  }

  /// No list, or an empty one, is everybody.
  private func peers(_ list: YAMLNode?, _ way: ReachGroup.Way) -> [PolicyPeers.Peer] {
    let reader = PolicyPeers(way: way)
    guard let list, !list.elements.isEmpty || Unresolved.term(list) != nil else {
      return [PolicyPeers.Peer(box: TrafficBox(), conditions: [])]
    }
    if let term = Unresolved.term(list) {
      return [PolicyPeers.Peer(box: TrafficBox(), conditions: [Unresolved.condition(term)])]
    }
    return list.elements.map { peer in
      if let block = peer["ipBlock"] { return reader.block(cidr: block["cidr"], except: block["except"]) }
      // Selectors of pods and namespaces in one entry must both hold.
      var names: [String] = []
      if peer.has("podSelector") {
        names.append("pods \(peer["podSelector"].map { LabelSelector($0).description } ?? "all")")
      }
      if peer.has("namespaceSelector") {
        names.append("namespaces \(peer["namespaceSelector"].map { LabelSelector($0).description } ?? "all")")
      } else if !object.namespace.isEmpty {
        names.append("namespace \(object.namespace)")
      }
      return PolicyPeers.Peer(
        box: TrafficBox(), conditions: [reader.named(names.isEmpty ? peer.canonical : names.joined(separator: " of "))])
    }
  }
}

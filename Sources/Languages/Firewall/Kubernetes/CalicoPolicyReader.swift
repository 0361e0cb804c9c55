import Exposure
import YAML

/// Reads `projectcalico.org/v3` and `crd.projectcalico.org/v1` policies, global ones too (docs.tigera.io,
/// "Network policy", "Global network policy").
///
/// Rules are met in the order of `order` and the first one decides; pods that any policy selects are closed at the end.
/// `Pass` goes on to the next tier, which is followed as far as Kubernetes' own policies: it ends the reading of the
/// tier without a decision.
struct CalicoPolicyReader {
  let object: KubernetesObject
  let guards: [String]

  func policy() -> PodPolicy {
    let spec = object.spec
    var rules: [ReachGroup.Way: [Rule]] = [:]
    rules[.ingress] = (spec?["ingress"]?.elements ?? []).flatMap { read($0, .ingress) }
    rules[.egress] = (spec?["egress"]?.elements ?? []).flatMap { read($0, .egress) }
    let isGlobal = object.kind == "GlobalNetworkPolicy"
    var requirements: Set<String> = []
    for key in ["selector", "namespaceSelector", "serviceAccountSelector"] {
      guard let text = spec?[key]?.text else { continue }
      let own = LabelSelector(expression: text).requirements
      requirements.formUnion(key == "selector" ? own : own.map { "\(key): \($0)" })
    }
    // Policies without a number come last.
    let order = spec?["order"]?.text.flatMap { Double($0) }.map { Int(max(-1e9, min($0, 1e9)) * 1000) } ?? .max
    return PodPolicy(
      .calico, of: object, selector: LabelSelector(requirements: requirements), isClusterWide: isGlobal,
      isolates: types(spec), rules: rules, order: order, guards: guards)
  }

  private func types(_ spec: YAMLNode?) -> Set<ReachGroup.Way> {
    if let written = spec?["types"], written.isSequence {
      return Set(
        written.elements.compactMap {
          $0.text == "Ingress" ? .ingress : $0.text == "Egress" ? .egress : nil
        })
    }
    let hasEgress = spec?.has("egress") == true
    return hasEgress ? (spec?.has("ingress") == true ? [.ingress, .egress] : [.egress]) : [.ingress]
  }

  private func read(_ rule: YAMLNode, _ way: ReachGroup.Way) -> [Rule] {
    let action: Rule.Action
    switch rule["action"]?.text {
    case "Allow": action = .accept
    case "Deny": action = .drop
    case "Log": return []
    case let other: action = .other(other == "Pass" ? "the next tier accepts" : "the action is \(other ?? "missing")")
    }
    var box = TrafficBox()
    var conditions: [Condition] = []
    if let name = rule["protocol"] {
      if let number = name.text.flatMap({ IPProtocol.number($0) }) {
        box.protocols = ProtocolSet(members: [number])
      } else {
        conditions.append(Unresolved.condition("the protocol is \(Unresolved.shown(name.canonical))"))
      }
    }
    for key in ["notProtocol", "icmp", "notICMP", "http", "ipVersion"] {
      if let node = rule[key] { conditions.append(Unresolved.condition("\(key) is \(node.canonical)")) }
    }
    let source = side(rule["source"], "from", &conditions)
    let destination = side(rule["destination"], "to", &conditions)
    box.sources = source.addresses
    box.sourcePorts = source.ports
    box.destinations = destination.addresses
    box.destinationPorts = destination.ports
    return [
      Rule(
        TrafficSet(box), conditions: Set(conditions).sorted(), action: action, origin: Origin(line: rule.line))
    ]
  }

  private func side(
    _ node: YAMLNode?, _ word: String, _ conditions: inout [Condition]
  ) -> (addresses: AddressSet, ports: PortSet) {
    guard let node else { return (.all, .full) }
    var addresses = AddressSet.all
    var ports = PortSet.full
    for entry in node.entries {
      let texts = entry.value.elements.map { $0.text ?? $0.canonical }
      switch entry.key {
      case "nets", "notNets":
        let read = PolicyPeers.addresses(texts)
        if let unread = read.unread {
          conditions.append(Unresolved.condition("\(word) \(Unresolved.shown(unread))"))
        } else {
          addresses = entry.key == "nets" ? addresses.intersection(read.set) : addresses.subtracting(read.set)
        }
      case "ports", "notPorts":
        var ranges: [ClosedRange<UInt16>] = []
        for text in texts {
          guard let range = ServiceText.ports(text, separator: ":") else {
            conditions.append(Unresolved.condition("the port is \(Unresolved.shown(text))"))
            continue
          }
          ranges.append(range)
        }
        if ranges.count == texts.count {
          let set = PortSet(ranges)
          ports = entry.key == "ports" ? ports.intersection(set) : ports.subtracting(set)
        }
      case "selector" where LabelSelector(expression: entry.value.text ?? "?").requirements.isEmpty: break
      default:
        conditions.append(Unresolved.condition("\(word) \(entry.key) \(Unresolved.shown(entry.value.canonical))"))
      }
    }
    return (addresses, ports)
  }
}

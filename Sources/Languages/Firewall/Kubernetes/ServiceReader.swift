import Exposure
import YAML

/// Reads Services that are reached from outside of the cluster (kubernetes.io, "Service"): `type: LoadBalancer` and
/// `NodePort`, `externalIPs`; and the host ports of pods.
struct ServiceReader {
  let object: KubernetesObject
  let guards: [String]

  func groups() -> [ReachGroup] {
    guard let spec = object.spec else { return [] }
    let type = spec["type"]?.text ?? (spec["type"] == nil ? "ClusterIP" : "")
    let external = spec["externalIPs"]?.elements ?? []
    let isUnresolved = Unresolved.isUnresolved(type) || type.isEmpty
    guard isUnresolved || ["LoadBalancer", "NodePort"].contains(type) || !external.isEmpty else { return [] }
    var conditions: [Condition] = []
    if isUnresolved, external.isEmpty {
      conditions.append(Unresolved.condition("the type is \(Unresolved.shown(spec["type"]?.canonical ?? ""))"))
    }
    if type == "LoadBalancer", external.isEmpty { conditions += internalCondition }
    var sources = AddressSet.all
    if let ranges = spec["loadBalancerSourceRanges"], type != "NodePort" {
      let read = PolicyPeers.addresses(ranges.elements.map { ($0.text ?? $0.canonical).filter { $0 != " " } })
      if let unread = read.unread ?? Unresolved.term(ranges) {
        conditions.append(Unresolved.condition("from \(Unresolved.shown(unread))"))
      } else if !ranges.elements.isEmpty {
        sources = read.set
      }
    }
    let kind = type == "NodePort" ? "NodePort" : type == "LoadBalancer" ? "LoadBalancer" : "Service"
    let ports = spec["ports"]?.elements ?? []
    return ReachGroup.joined(ports.map { publication($0, kind, sources, conditions).group })
  }

  private func publication(
    _ port: YAMLNode, _ kind: String, _ sources: AddressSet, _ conditions: [Condition]
  ) -> Publication {
    var conditions = conditions
    let name = port["protocol"]?.text ?? "TCP"
    let number = IPProtocol.number(name)
    if number == nil { conditions.append(Unresolved.condition("the protocol is \(Unresolved.shown(name))")) }
    let own = port["port"].flatMap(Self.number)
    if own == nil, let written = port["port"] {
      conditions.append(Unresolved.condition("the port is \(Unresolved.shown(written.canonical))"))
    }
    let isNodePort = kind == "NodePort"
    let given = isNodePort ? port["nodePort"].flatMap(Self.number) : own
    // The port of a node is given out by the cluster where it is not written: one of these.
    let published = given ?? (isNodePort ? Self.nodePorts : nil)
    let target = port.has("targetPort") ? port["targetPort"].flatMap(Self.number) : own
    let inner = isNodePort && given == nil ? own.map { " port \($0.lowerBound)" } ?? "" : ""
    return Publication(
      subject: isNodePort ? .nodePort : .service, owner: "\(kind) \(object.fullName)\(inner)",
      protocol: number ?? IPProtocol.tcp, published: published, target: target, sources: sources,
      conditions: Set(conditions).sorted(),
      origin: Origin(line: port.line), guards: guards)
  }

  /// The ports of nodes where the cluster is not told otherwise (kubernetes.io, "Service", `--service-node-port-range`).
  private static let nodePorts: ClosedRange<UInt16> = 30_000...32_767

  private static func number(_ node: YAMLNode) -> ClosedRange<UInt16>? {
    node.text.flatMap { UInt16($0) }.map { $0...$0 }
  }

  /// Annotations by which the clouds give a load balancer an address of the internal network.
  private static let internalMarks: [(name: String, values: Set<String>)] = [
    ("service.beta.kubernetes.io/aws-load-balancer-internal", ["true", "0.0.0.0/0"]),
    ("service.beta.kubernetes.io/aws-load-balancer-scheme", ["internal"]),
    ("service.beta.kubernetes.io/azure-load-balancer-internal", ["true"]),
    ("networking.gke.io/load-balancer-type", ["Internal"]),
    ("cloud.google.com/load-balancer-type", ["Internal"]),
    ("service.beta.kubernetes.io/openstack-internal-load-balancer", ["true"]),
    ("service.beta.kubernetes.io/oci-load-balancer-internal", ["true"]),
  ]

  private var internalCondition: [Condition] {
    let isInternal = Self.internalMarks.contains { mark in
      object.annotation(mark.name).map(mark.values.contains) ?? false
    }
    return isInternal ? [Condition(.unknown, "from the internal network")] : []
  }
}

/// Reads the host ports of workloads: a container's port on the address of its node.
struct HostPortReader {
  let object: KubernetesObject
  let guards: [String]

  /// Where each kind keeps its pods.
  private static let templates: [String: [String]] = [
    "Pod": [], "Deployment": ["template"], "DaemonSet": ["template"], "StatefulSet": ["template"],
    "ReplicaSet": ["template"], "ReplicationController": ["template"], "Job": ["template"],
    "CronJob": ["jobTemplate", "spec", "template"],
  ]

  static func isWorkload(_ kind: String) -> Bool { templates[kind] != nil }

  func groups() -> [ReachGroup] {
    guard let path = Self.templates[object.kind], let spec = object.spec else { return [] }
    var pod: YAMLNode? = path.reduce(spec) { node, key in node?[key] }
    if !path.isEmpty { pod = pod?["spec"] }
    guard let pod else { return [] }
    let isHost = pod["hostNetwork"]?.truth == true
    let containers = (pod["containers"]?.elements ?? []) + (pod["initContainers"]?.elements ?? [])
    let ports = containers.flatMap { $0["ports"]?.elements ?? [] }
    if isHost, ports.isEmpty { return [hostNetwork(pod)] }
    return ReachGroup.joined(
      ports.compactMap { port in
        let target = port["containerPort"]?.text.flatMap { UInt16($0) }
        let written = port["hostPort"]?.text.flatMap { UInt16($0) } ?? (isHost ? target : nil)
        guard let published = written, published != 0 else { return nil }
        if let address = port["hostIP"]?.text.flatMap({ Address($0) }), AddressSet.loopback.contains(address) {
          return nil
        }
        return Publication(
          subject: .service, owner: "host port of \(object.kind) \(object.fullName)",
          protocol: port["protocol"]?.text.flatMap { IPProtocol.number($0) } ?? IPProtocol.tcp,
          published: published...published, target: target.map { $0...$0 }, sources: .all, conditions: [],
          origin: Origin(line: port.line), guards: guards
        ).group
      })
  }

  /// On the network of its node a pod is reached on every port that it opens, whether it says so or not.
  private func hostNetwork(_ pod: YAMLNode) -> ReachGroup {
    let origin = Origin(line: pod["hostNetwork"]?.line ?? object.line)
    let box = TrafficBox(protocols: ProtocolSet(members: [IPProtocol.tcp, IPProtocol.udp]))
    var group = ReachGroup(
      ReachGroup.Key(.redirect, .ingress, "\(object.kind) \(object.fullName) on the network of its node"),
      RuleChain([Rule(TrafficSet(box), action: .accept, origin: origin)], policy: .drop), origin: origin)
    group.guards = guards
    return group
  }
}

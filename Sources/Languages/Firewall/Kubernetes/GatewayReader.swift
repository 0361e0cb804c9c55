import Exposure
import YAML

/// Reads what proxies at the edge listen on and answer for, beside Ingress: Gateway API (gateway-api.sigs.k8s.io,
/// "Gateway", "HTTPRoute"), Istio's Gateway, OpenShift's Route, Traefik's IngressRoute.
struct GatewayReader {
  let object: KubernetesObject
  let guards: [String]

  func groups() -> [ReachGroup] {
    switch object.kind {
    case "Gateway": ReachGroup.joined(listeners.map { group($0) })
    case "HTTPRoute", "GRPCRoute", "TLSRoute": ReachGroup.joined(isForMesh ? [] : hosts.map { route($0.name, $0.line) })
    case "TCPRoute", "UDPRoute": isForMesh ? [] : [route("behind \(parents)", object.line)]
    case "Route":
      [route(object.spec?["host"].map { Unresolved.shown($0.canonical) } ?? "a name of the cluster", object.line)]
    case "IngressRoute", "IngressRouteTCP", "IngressRouteUDP":
      ReachGroup.joined(
        (object.spec?["routes"]?.elements ?? []).map { item in
          route(item["match"].map { Unresolved.shown($0.canonical) } ?? "every name", item.line)
        })
    default: []
    }
  }

  private struct Listener {
    let port: YAMLNode?
    let `protocol`: String
    let hosts: String
    let line: Int
  }

  private var listeners: [Listener] {
    (object.spec?["listeners"]?.elements ?? []).map { item in
      Listener(
        port: item["port"], protocol: item["protocol"]?.text ?? "TCP",
        hosts: item["hostname"]?.canonical ?? "every name",
        line: item.line)
    }
      + (object.spec?["servers"]?.elements ?? []).map { item in
        let hosts = (item["hosts"]?.elements ?? []).map(\.canonical).sorted().joined(separator: ", ")
        return Listener(
          port: item["port", "number"], protocol: item["port", "protocol"]?.text ?? "TCP", hosts: hosts, line: item.line
        )
      }
  }

  /// A port of the gateway. What speaks HTTP is told as a web service; any other port is a service that is published.
  private func group(_ listener: Listener) -> ReachGroup {
    let number = listener.port?.text.flatMap { UInt16($0) }
    let isUDP = listener.protocol == "UDP"
    let isWeb = ["HTTP", "HTTPS", "TLS", "HTTP2", "GRPC", "GRPC-Web"].contains(listener.protocol)
    var conditions: [Condition] = []
    if number == nil {
      conditions.append(Unresolved.condition("the port is \(Unresolved.shown(listener.port?.canonical ?? "missing"))"))
    }
    let box = TrafficBox(
      protocols: ProtocolSet(members: [isUDP ? IPProtocol.udp : IPProtocol.tcp]),
      destinationPorts: number.map { PortSet($0...$0) } ?? .full)
    let name =
      "Gateway \(object.fullName) \(listener.protocol) \(number.map(String.init) ?? "")"
      + (isWeb ? " \(Unresolved.shown(listener.hosts))" : "")
    var group = ReachGroup(
      ReachGroup.Key(isWeb ? .route : .service, .ingress, name),
      RuleChain(
        [Rule(TrafficSet(box), conditions: conditions, action: .accept, origin: Origin(line: listener.line))],
        policy: .drop),
      origin: Origin(line: listener.line))
    group.guards = guards
    return group
  }

  /// A route of a Service is for other pods (Gateway API, "GAMMA").
  private var isForMesh: Bool {
    let parents = object.spec?["parentRefs"]?.elements ?? []
    return !parents.isEmpty && parents.allSatisfy { $0["kind"]?.text == "Service" }
  }

  private var parents: String {
    (object.spec?["parentRefs"]?.elements ?? []).map { Unresolved.shown($0["name"]?.canonical ?? "") }.joined(
      separator: ", ")
  }

  /// Each name with each path that the route answers for.
  private var hosts: [(name: String, line: Int)] {
    let names = (object.spec?["hostnames"]?.elements ?? []).map { Unresolved.shown($0.canonical) }
    let rules = object.spec?["rules"]?.elements ?? []
    let paths = rules.flatMap { rule -> [(String, Int)] in
      let matches = rule["matches"]?.elements ?? []
      return matches.isEmpty
        ? [("/", rule.line)] : matches.map { (Unresolved.shown($0["path", "value"]?.canonical ?? "/"), $0.line) }
    }
    return (names.isEmpty ? ["every name"] : names).flatMap { name in
      (paths.isEmpty ? [("/", object.line)] : paths).map { (name + $0.0, $0.1) }
    }
  }

  private func route(_ name: String, _ line: Int) -> ReachGroup {
    let isDatagram = object.kind == "UDPRoute" || object.kind == "IngressRouteUDP"
    let isWeb = ["HTTPRoute", "GRPCRoute", "TLSRoute", "Route", "IngressRoute"].contains(object.kind)
    let box = TrafficBox(
      protocols: ProtocolSet(members: [isDatagram ? IPProtocol.udp : IPProtocol.tcp]),
      destinationPorts: isWeb ? PortSet(80...80).union(PortSet(443...443)) : .full)
    // Which port a TCP route has is the listener's word.
    let conditions =
      isWeb ? [] : [Condition(.unknown, "the port is that of \(parents.isEmpty ? "the entry point" : parents)")]
    var group = ReachGroup(
      ReachGroup.Key(.route, .ingress, "\(object.kind) \(object.fullName) \(name)"),
      RuleChain(
        [Rule(TrafficSet(box), conditions: conditions, action: .accept, origin: Origin(line: line))], policy: .drop),
      origin: Origin(line: line))
    group.guards = guards
    return group
  }
}

import Exposure
import YAML

/// Reads `networking.k8s.io Ingress`: which names and paths the proxy at the edge of the cluster answers for
/// (kubernetes.io, "Ingress").
struct RouteReader {
  let object: KubernetesObject
  let guards: [String]

  func groups() -> [ReachGroup] {
    let spec = object.spec
    var routes: [(name: String, line: Int)] = []
    if let backend = spec?["defaultBackend"] ?? spec?["backend"] { routes.append(("every name", backend.line)) }
    for rule in spec?["rules"]?.elements ?? [] {
      let host = rule["host"].map { Unresolved.shown($0.canonical) } ?? "every name"
      let paths = rule["http", "paths"]?.elements ?? []
      routes += paths.map { ("\(host)\(Unresolved.shown($0["path"]?.canonical ?? "/"))", $0.line) }
      if paths.isEmpty { routes.append((host, rule.line)) }
    }
    let (sources, conditions) = allowed
    return ReachGroup.joined(
      routes.map { route in
        let box = TrafficBox(
          sources: sources, protocols: ProtocolSet(members: [IPProtocol.tcp]),
          destinationPorts: PortSet(80...80).union(PortSet(443...443)))
        let rule = Rule(TrafficSet(box), conditions: conditions, action: .accept, origin: Origin(line: route.line))
        var group = ReachGroup(
          ReachGroup.Key(.route, .ingress, "Ingress \(object.fullName) \(route.name)"),
          RuleChain([rule], policy: .drop), origin: Origin(line: route.line))
        group.guards = guards
        return group
      })
  }

  /// Annotations that name who may come.
  private static let lists = [
    "nginx.ingress.kubernetes.io/whitelist-source-range", "nginx.ingress.kubernetes.io/allowlist-source-range",
    "haproxy.org/allow-list", "haproxy.org/whitelist", "alb.ingress.kubernetes.io/inbound-cidrs",
  ]

  private var allowed: (AddressSet, [Condition]) {
    if object.annotation("alb.ingress.kubernetes.io/scheme") == "internal"
      || ["internal", "internal-nginx", "nginx-internal", "gce-internal"].contains(
        object.spec?["ingressClassName"]?.text ?? object.annotation("kubernetes.io/ingress.class") ?? "")
    {
      return (.all, [Condition(.unknown, "from the internal network")])
    }
    guard let text = Self.lists.compactMap({ object.annotation($0) }).first else { return (.all, []) }
    let read = PolicyPeers.addresses(text.split { $0 == "," || $0 == " " }.map(String.init))
    if let unread = read.unread { return (.all, [Condition(.unknown, "from \(Unresolved.shown(unread))")]) }
    return (read.set, [])
  }
}

import Exposure
import YAML

/// Reads firewall rules of VPC networks: as `gcloud compute firewall-rules` prints them, and in templates of Deployment
/// Manager and Config Connector.
struct GoogleFirewalls {
  /// One rule with the targets that it is for.
  private struct Found {
    let network: String
    /// The tags or service accounts; empty for every instance of the network.
    let targets: [String]
    let way: ReachGroup.Way
    let rules: [Rule]
    let line: Int
  }

  private let document: YAMLNode
  private let values: TemplateValues
  private var found: [Found] = []

  init(_ document: YAMLNode) {
    self.document = document
    values = TemplateValues(document)
  }

  mutating func read() -> [ReachGroup] {
    for item in document.isSequence ? document.elements : [document] where Self.isRule(item) { add(item) }
    for resource in document["resources"]?.elements ?? [] {
      let type = resource["type"]?.text ?? ""
      if type == "compute.v1.firewall" || type.hasSuffix("compute-v1:firewalls") {
        resource["properties"].map { add($0) }
      }
    }
    if document["kind"]?.text == "ComputeFirewall" { document["spec"].map { add($0) } }
    return groups()
  }

  /// `compute#firewall`, or a body of a request, which needs no kind.
  private static func isRule(_ node: YAMLNode) -> Bool {
    if let kind = node["kind"]?.text { return kind == "compute#firewall" }
    return (node.has("allowed") || node.has("denied"))
      && ["sourceRanges", "destinationRanges", "sourceTags"].contains(where: node.has)
  }

  private mutating func add(_ node: YAMLNode) {
    // A disabled rule is not enforced.
    if node["disabled"]?.truth == true { return }
    let way: ReachGroup.Way = node["direction"]?.text?.uppercased() == "EGRESS" ? .egress : .ingress
    let order = values.text(node["priority"]).flatMap { Int($0) } ?? 1000
    var rules: [Rule] = []
    for (key, action) in [
      ("denied", Rule.Action.drop), ("deny", .drop), ("allowed", .accept), ("allow", .accept),
    ] {
      for service in node[key]?.elements ?? [] {
        var rule = CloudRule(way)
        rule.set(protocol: values.text(service["IPProtocol"] ?? service["protocol"]))
        rule.set(ports: (service["ports"]?.elements ?? []).map { $0.text ?? TemplateValues.shown($0) })
        peers(node, way, &rule)
        rules += rule.rules(action, order: order, line: node.line)
      }
    }
    let targets = ["targetTags", "targetServiceAccounts"].flatMap { key in
      (node[key]?.elements ?? []).map { $0.text ?? TemplateValues.shown($0) }
    }
    let network = node["network"]?.text ?? node["networkRef", "name"]?.text ?? "default"
    found.append(
      Found(
        network: network.split(separator: "/").last.map(String.init) ?? network, targets: Set(targets).sorted(),
        way: way, rules: rules, line: node.line))
  }

  /// Ranges, tags and accounts add up; without any, everybody is meant.
  private func peers(_ node: YAMLNode, _ way: ReachGroup.Way, _ rule: inout CloudRule) {
    let keys = way == .ingress ? ["sourceRanges"] : ["destinationRanges"]
    for key in keys {
      for block in node[key]?.elements ?? [] { rule.add(block: block, values) }
    }
    guard way == .ingress else { return }
    for (key, word) in [("sourceTags", "tag"), ("sourceServiceAccounts", "service account")] {
      for name in node[key]?.elements ?? [] { rule.add(name: "\(word) \(name.text ?? TemplateValues.shown(name))") }
    }
  }

  /// For each set of targets its own rules and those for every instance.
  private func groups() -> [ReachGroup] {
    var groups = CloudGroups()
    for own in found {
      let shared = found.filter {
        $0.network == own.network && $0.way == own.way && ($0.targets.isEmpty || $0.targets == own.targets)
      }
      let name = "network \(own.network)" + (own.targets.isEmpty ? "" : " for \(own.targets.joined(separator: ", "))")
      let isFirst = found.first { $0.network == own.network && $0.way == own.way && $0.targets == own.targets }
      guard isFirst?.line == own.line else { continue }
      groups.add(
        shared.flatMap(\.rules), to: name, own.way, line: own.line, policy: own.way == .ingress ? .drop : .accept,
        isOrdered: true)
    }
    return groups.all
  }
}

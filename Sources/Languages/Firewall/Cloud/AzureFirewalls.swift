import Exposure
import YAML

/// Reads network security groups: in ARM templates, and as `az network nsg` prints them.
struct AzureFirewalls {
  private let document: YAMLNode
  private let values: TemplateValues
  private var groups = CloudGroups()

  /// Resources within resources, such as nested templates.
  private static let depth = 8

  init(_ document: YAMLNode, settings: [String: YAMLNode]) {
    self.document = document
    values = TemplateValues(document, settings: settings)
  }

  mutating func read() -> [ReachGroup] {
    for resource in document["resources"]?.elements ?? [] { read(resource, parent: nil, depth: 0) }
    for group in document.isSequence ? document.elements : [document] where group.has("securityRules") {
      describe(group["name"]?.text ?? "network security group", group, line: group.line)
    }
    return groups.all
  }

  private mutating func read(_ resource: YAMLNode, parent: String?, depth: Int) {
    guard depth < Self.depth else { return }
    let type = resource["type"]?.text?.lowercased() ?? ""
    let name = resource["name"].map { values.text($0) ?? TemplateValues.shown($0) } ?? ""
    if type == "microsoft.network/networksecuritygroups" {
      describe(name, resource["properties"] ?? resource, line: resource.line)
    } else if type == "microsoft.network/networksecuritygroups/securityrules"
      || (type == "securityrules" && parent != nil)
    {
      let owner = parent ?? String(name.prefix { $0 != "/" })
      defaults(owner, line: resource.line)
      add(resource, to: owner)
    }
    for child in resource["resources"]?.elements ?? [] { read(child, parent: name, depth: depth + 1) }
    for child in resource["properties", "template", "resources"]?.elements ?? [] {
      read(child, parent: nil, depth: depth + 1)
    }
  }

  private mutating func describe(_ name: String, _ properties: YAMLNode, line: Int) {
    defaults(name, line: line)
    for rule in properties["securityRules"]?.elements ?? [] { add(rule, to: name) }
  }

  /// The rules that every group has (Azure, "Network security groups", "Default security rules").
  private mutating func defaults(_ name: String, line: Int) {
    for way in [ReachGroup.Way.ingress, .egress] {
      groups.add([], to: name, way, line: line, isOrdered: true)
    }
    var internet = CloudRule(.egress)
    internet.add(block: "Internet")
    var network = CloudRule(.egress)
    network.add(name: "service tag VirtualNetwork")
    groups.add(
      network.rules(.accept, order: 65000, line: line) + internet.rules(.accept, order: 65001, line: line), to: name,
      .egress, line: line, isOrdered: true)
  }

  private mutating func add(_ rule: YAMLNode, to name: String) {
    let fields = rule["properties"] ?? rule
    let way: ReachGroup.Way = fields["direction"]?.text?.lowercased() == "outbound" ? .egress : .ingress
    var built = CloudRule(way)
    built.set(protocol: values.text(fields["protocol"]))
    let side = way == .ingress ? "source" : "destination"
    let single = "\(side)AddressPrefix"
    for item in values.elements(fields[single]) + values.elements(fields["\(single)es"]) {
      guard let text = values.text(item.node) else {
        built.add(name: TemplateValues.shown(item.node))
        continue
      }
      let isTag = AddressText.range(text) == nil && !["*", "Any", "any", "Internet"].contains(text)
      if isTag { built.add(name: "service tag \(text)") } else { built.add(block: text) }
    }
    for group in fields["\(side)ApplicationSecurityGroups"]?.elements ?? [] {
      built.add(name: "application security group \(group["id"].map(TemplateValues.shown) ?? "")")
    }
    let ports = values.elements(fields["destinationPortRange"]) + values.elements(fields["destinationPortRanges"])
    built.set(ports: ports.map { values.text($0.node) ?? TemplateValues.shown($0.node) })
    let action: Rule.Action = values.text(fields["access"])?.lowercased() == "allow" ? .accept : .drop
    let order = values.text(fields["priority"]).flatMap { Int($0) } ?? 65535
    groups.add(
      built.rules(action, order: order, line: rule.line), to: name, way, line: rule.line, isOrdered: true)
  }
}

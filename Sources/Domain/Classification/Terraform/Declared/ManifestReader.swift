import Firewall
import HCL
import YAML

/// Reads resources of Terraform's Kubernetes providers as the manifests that they send to the API server
/// (registry.terraform.io, "hashicorp/kubernetes", "gavinbunney/kubectl").
struct ManifestReader {
  let view: ModuleView

  /// The resources that spell an object out in blocks, without the version at the end of their names.
  private static let objects: [String: (kind: String, version: String)] = [
    "kubernetes_network_policy": ("NetworkPolicy", "networking.k8s.io/v1"), "kubernetes_service": ("Service", "v1"),
    "kubernetes_ingress": ("Ingress", "networking.k8s.io/v1"),
  ]

  private static func plain(_ type: String) -> String { type.hasSuffix("_v1") ? String(type.dropLast(3)) : type }

  static func reads(_ type: String) -> Bool {
    objects[plain(type)] != nil || type == "kubernetes_manifest" || type == "kubectl_manifest"
  }

  /// The objects of one resource.
  func documents(of type: String, _ block: ConfigurationBlock) -> [YAMLNode] {
    if let object = Self.objects[Self.plain(type)] {
      let line = block.origin.lines.line(at: block.range.start)
      let head = [("apiVersion", Self.scalar(object.version, line)), ("kind", Self.scalar(object.kind, line))]
      return [Self.mapping(head + entries(of: block), line)]
    }
    if let manifest = block.attribute("manifest") { return [node(manifest.expression, block)] }
    guard let body = block.attribute("yaml_body"), let text = view.text(of: body.expression, in: block) else {
      return []
    }
    let place = TextPlace(of: body.expression, in: block)
    return view.yamlParser?.parse(place.padded(text), isTemplate: false).documents ?? []
  }

  /// Nested blocks that make a list, and what the API calls it; any other is one object.
  private static let lists = [
    "ingress": "ingress", "egress": "egress", "from": "from", "to": "to", "ports": "ports", "port": "ports",
    "rule": "rules", "path": "paths", "match_expressions": "matchExpressions",
  ]

  /// Arguments whose keys are the user's.
  private static let maps: Set<String> = ["labels", "annotations", "match_labels", "selector"]

  /// The arguments and the nested blocks by the names that the API has for them. In the JSON syntax objects are given as
  /// both.
  private func entries(of block: ConfigurationBlock) -> [(String, YAMLNode)] {
    let types = Set(block.children.map(\.type)).subtracting(Self.maps)
    let own = block.attributes.values.filter { !types.contains($0.name) }.sorted { $0.range.start < $1.range.start }
    var entries = own.map { (Self.name($0.name), node($0.expression, block)) }
    for type in types.sorted() {
      let nodes = view.scope.children(ofType: type, of: block).map { child in
        Self.mapping(self.entries(of: child), child.origin.lines.line(at: child.range.start))
      }
      guard let first = nodes.first else { continue }
      let list = Self.lists[type]
      let value = list == nil ? first : YAMLNode(position: first.position, content: .sequence(nodes))
      entries.append((list ?? Self.name(type), value))
    }
    return entries
  }

  /// `pod_selector` as `podSelector`.
  private static func name(_ name: String) -> String {
    if name == "external_ips" { return "externalIPs" }
    let parts = name.split(separator: "_")
    return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }

  /// An expression as what it sends; the recursion follows the syntax, whose depth the parser bounds.
  private func node(_ expression: HCL.Expression, _ block: ConfigurationBlock) -> YAMLNode {
    let line = block.origin.lines.line(at: expression.range.start)
    let scope = view.scope.around(block)
    switch expression.unwrapped.kind {
    case .tuple(let elements):
      return YAMLNode(
        position: YAMLPosition(line: line, column: 1), content: .sequence(elements.map { node($0, block) }))
    case .object(let items):
      return Self.mapping(
        items.map { item in
          let key =
            switch item.key {
            case .name(let name, _): name
            case .expression(let key):
              Evaluator(scope: scope).value(of: key).string ?? SymbolicText.render(key, in: scope)
            }
          return (key, node(item.value, block))
        }, line)
    default:
      return node(Evaluator(scope: scope).value(of: expression), line) {
        "${\(SymbolicText.render(expression, in: scope))}"
      }
    }
  }

  private func node(_ value: StaticValue, _ line: Int, _ text: () -> String) -> YAMLNode {
    switch value {
    case .null: return YAMLNode(position: YAMLPosition(line: line, column: 1), content: .scalar("", isPlain: true))
    case .tuple(let elements):
      return YAMLNode(
        position: YAMLPosition(line: line, column: 1), content: .sequence(elements.values.map { node($0, line, text) }))
    case .object(let members):
      return Self.mapping(members.values.sorted { $0.key < $1.key }.map { ($0, node($1, line, text)) }, line)
    default: return Self.scalar(value.string ?? text(), line)
    }
  }

  private static func scalar(_ text: String, _ line: Int) -> YAMLNode {
    YAMLNode(position: YAMLPosition(line: line, column: 1), content: .scalar(text, isPlain: false))
  }

  private static func mapping(_ entries: [(String, YAMLNode)], _ line: Int) -> YAMLNode {
    YAMLNode(
      position: YAMLPosition(line: line, column: 1),
      content: .mapping(
        entries.map { name, node in
          YAMLNode.Entry(key: name, keyIsPlain: true, keyPosition: node.position, value: node)
        }))
  }
}

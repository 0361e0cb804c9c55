import YAML

/// One object of a manifest: what the API server is sent.
struct KubernetesObject {
  let kind: String
  /// The group before the slash of `apiVersion`; empty for the core group.
  let group: String
  let name: String
  /// Empty where the manifest leaves it to whoever applies it.
  let namespace: String
  let node: YAMLNode
  /// The last line of the object's text.
  let lastLine: Int

  var spec: YAMLNode? { node["spec"] }
  var line: Int { node.line }

  /// `shop/web`, or `web` where no namespace is named.
  var fullName: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

  /// Whether it restricts what reaches pods.
  var isPolicy: Bool { kind.hasSuffix("NetworkPolicy") }

  /// The objects of a document; a `List` holds several.
  static func all(in document: YAMLNode) -> [KubernetesObject] {
    guard let kind = document["kind"]?.text, let version = document["apiVersion"]?.text else { return [] }
    if kind.hasSuffix("List"), let items = document["items"] {
      // A list within a list is none that the API server takes.
      return items.elements.compactMap { single($0) }
    }
    return [KubernetesObject(document, kind, version)]
  }

  private static func single(_ node: YAMLNode) -> KubernetesObject? {
    guard let kind = node["kind"]?.text, let version = node["apiVersion"]?.text else { return nil }
    return KubernetesObject(node, kind, version)
  }

  private init(_ node: YAMLNode, _ kind: String, _ version: String) {
    self.kind = kind
    let parts = version.split(separator: "/", maxSplits: 1)
    group = parts.count == 2 ? String(parts[0]) : ""
    let metadata = node["metadata"]
    name = metadata?["name"]?.text ?? metadata?["generateName"]?.text ?? ""
    namespace = metadata?["namespace"]?.text ?? ""
    self.node = node
    lastLine = Self.lastLine(of: node)
  }

  private static func lastLine(of node: YAMLNode) -> Int {
    switch node.content {
    case .scalar(let text, _): node.line + text.count { $0 == "\n" }
    case .sequence(let elements): max(node.line, elements.last.map(lastLine) ?? 0)
    case .mapping(let entries):
      max(node.line, entries.last.map { max($0.keyPosition.line, lastLine(of: $0.value)) } ?? 0)
    }
  }

  /// The text of an annotation.
  func annotation(_ name: String) -> String? { node["metadata", "annotations", name]?.text }
}

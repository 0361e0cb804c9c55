import HostCode
import YAML

/// A node of a Liquibase changelog, whether it is written in XML, YAML or JSON.
struct ChangelogNode {
  let name: String
  let attributes: [String: String]
  let children: [ChangelogNode]
  let text: String
  let line: Int

  subscript(_ name: String) -> String? { attributes[name] }

  func children(_ name: String) -> [ChangelogNode] { children.filter { $0.name == name } }

  /// `line` gives the line of a byte.
  init(_ element: XMLElement, line: (Int) -> Int) {
    name = element.name
    attributes = element.attributes
    children = element.children.map { ChangelogNode($0, line: line) }
    text = element.text
    self.line = line(element.start)
  }

  /// How deep nodes stand in each other; documents have some ten levels.
  private static let depth = 32

  /// A key with what stands under it: single values are attributes, everything else are children.
  init(_ name: String, _ value: YAMLNode, line: Int, depth: Int = 0) {
    self.name = name
    self.line = line
    var attributes: [String: String] = [:]
    var children: [ChangelogNode] = []
    var text = ""
    switch value.content {
    case .scalar(let scalar, _): text = scalar
    case .mapping(let entries):
      for entry in entries {
        if case .scalar(let scalar, _) = entry.value.content {
          attributes[entry.key] = scalar
        } else if depth < Self.depth {
          children += Self.nodes(entry, depth: depth + 1)
        }
      }
    case .sequence(let items): if depth < Self.depth { children = Self.nodes(items, depth: depth + 1) }
    }
    (self.attributes, self.children, self.text) = (attributes, children, text)
  }

  /// A list under a key is as many nodes: `columns: [{column: …}]`, `changes: [{dropTable: …}]`.
  private static func nodes(_ entry: YAMLNode.Entry, depth: Int) -> [ChangelogNode] {
    [ChangelogNode(entry.key, entry.value, line: entry.keyPosition.line, depth: depth)]
  }

  static func nodes(_ items: [YAMLNode], depth: Int = 0) -> [ChangelogNode] {
    items.flatMap { item -> [ChangelogNode] in
      guard case .mapping(let entries) = item.content else { return [] }
      return entries.map { ChangelogNode($0.key, $0.value, line: $0.keyPosition.line, depth: depth) }
    }
  }

  /// The nodes of that name in a list that stands under `list`, or directly here, as XML has them.
  func items(_ name: String, in list: String) -> [ChangelogNode] {
    children(name) + children(list).flatMap { $0.children(name) }
  }
}

import YAML

/// Unrolls `Fn::ForEach` (CloudFormation, "AWS::LanguageExtensions", "Fn::ForEach").
struct TemplateLoops {
  private static let prefix = "Fn::ForEach::"
  /// Loops within loops; CloudFormation allows 5.
  private static let depth = 6
  /// Values that all loops of a template may give.
  private static let limit = 200_000

  private let values: TemplateValues
  private var count = 0
  /// Whether there was more; what it would say is not known.
  var isExceeded: Bool { count >= Self.limit }

  init(_ values: TemplateValues) { self.values = values }

  /// The entries of a mapping with those of its loops in their place.
  mutating func entries(_ node: YAMLNode?, depth: Int = 0) -> [YAMLNode.Entry] {
    guard let node, depth < Self.depth else { return [] }
    return node.entries.flatMap { entry -> [YAMLNode.Entry] in
      guard entry.key.hasPrefix(Self.prefix), entry.value.elements.count == 3,
        let name = entry.value.elements[0].asText, count < Self.limit
      else { return [entry] }
      let items = values.elements(entry.value.elements[1]).map { $0.node.text }
      // Over a list that is not known there is one turn, with a value that is not known.
      let turns = items.isEmpty || items.contains(nil) ? ["${\(name)}"] : items.compactMap { $0 }
      let size = entry.value.elements[2].size
      return turns.flatMap { turn -> [YAMLNode.Entry] in
        count += size
        guard count < Self.limit else { return [] }
        let body = entry.value.elements[2].putting(turn, for: name)
        return entries(body, depth: depth + 1)
      }
    }
  }

  /// The node with every loop below it unrolled.
  mutating func unrolled(_ node: YAMLNode, depth: Int = 0) -> YAMLNode {
    guard depth < 16 else { return node }
    switch node.content {
    case .scalar: return node
    case .sequence(let elements):
      return YAMLNode(
        position: node.position, tag: node.tag, content: .sequence(elements.map { unrolled($0, depth: depth + 1) }))
    case .mapping:
      let entries = entries(node).map { entry in
        YAMLNode.Entry(
          key: entry.key, keyIsPlain: entry.keyIsPlain, keyPosition: entry.keyPosition,
          value: unrolled(entry.value, depth: depth + 1))
      }
      return YAMLNode(position: node.position, tag: node.tag, content: .mapping(entries))
    }
  }
}

extension YAMLNode {
  /// The node and all below it.
  fileprivate var size: Int {
    switch content {
    case .scalar: 1
    case .sequence(let elements): elements.reduce(1) { $0 + $1.size }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.size }
    }
  }

  /// The node with a loop's value in place of its name: `${Name}`, `&{Name}`, `!Ref Name`.
  fileprivate func putting(_ value: String, for name: String) -> YAMLNode {
    func filled(_ text: String) -> String {
      text.contains("{") ? text.replacing("${\(name)}", with: value).replacing("&{\(name)}", with: value) : text
    }
    if let (function, argument) = TemplateValues.function(self), function == "Ref", argument.asText == name {
      return YAMLNode(position: position, content: .scalar(value, isPlain: false))
    }
    switch content {
    case .scalar(let text, let isPlain):
      let new = filled(text)
      // A text without any name left in it is what it says.
      let isDone = tag == "!Sub" && !new.contains("${")
      return YAMLNode(position: position, tag: isDone ? nil : tag, content: .scalar(new, isPlain: isPlain))
    case .sequence(let elements):
      return YAMLNode(position: position, tag: tag, content: .sequence(elements.map { $0.putting(value, for: name) }))
    case .mapping(let entries):
      return YAMLNode(
        position: position, tag: tag,
        content: .mapping(
          entries.map { entry in
            YAMLNode.Entry(
              key: filled(entry.key), keyIsPlain: entry.keyIsPlain, keyPosition: entry.keyPosition,
              value: entry.value.putting(value, for: name))
          }))
    }
  }
}

import Exposure
import YAML

/// The values of a CloudFormation or ARM template: parameters give way to their defaults, conditions to both of their
/// branches (CloudFormation, "Intrinsic functions"; ARM, "Template functions").
struct TemplateValues {
  /// One value that a node may have, under the terms that would give it.
  struct Alternative {
    let node: YAMLNode
    let terms: [String]
  }

  private let defaults: [String: YAMLNode]

  init(_ document: YAMLNode) {
    var defaults: [String: YAMLNode] = [:]
    for entry in (document["Parameters"] ?? document["parameters"])?.entries ?? [] {
      defaults[entry.key] = entry.value["Default"] ?? entry.value["defaultValue"]
    }
    self.defaults = defaults
  }

  /// What a node may be, and when. Deeper than `depth` conditions within conditions it stays what it is.
  func alternatives(_ node: YAMLNode, depth: Int = 0) -> [Alternative] {
    guard depth < 8, let (function, argument) = Self.function(node) else { return [Alternative(node: node, terms: [])] }
    switch function {
    case "Ref":
      if let value = argument.asText.flatMap({ defaults[$0] }) { return [Alternative(node: value, terms: [])] }
    case "Sub" where !(argument.asText ?? "${").contains("${"):
      return [Alternative(node: YAMLNode(position: node.position, content: argument.content), terms: [])]
    case "If" where argument.elements.count == 3:
      let name = argument.elements[0].asText ?? argument.elements[0].canonical
      return zip(argument.elements.dropFirst(), ["\(name)", "not \(name)"]).flatMap { branch, term in
        alternatives(branch, depth: depth + 1).map { Alternative(node: $0.node, terms: $0.terms + [term]) }
      }
    case "parameters":
      if let value = argument.asText.flatMap({ defaults[$0] }) { return [Alternative(node: value, terms: [])] }
    default: break
    }
    return [Alternative(node: node, terms: [])]
  }

  /// `AWS::NoValue` stands for nothing.
  static func isNothing(_ node: YAMLNode) -> Bool {
    guard let (function, argument) = function(node) else { return node.isNull }
    return function == "Ref" && argument.asText == "AWS::NoValue"
  }

  /// The elements of a list, or the one value that stands in its place, of every alternative.
  func elements(_ node: YAMLNode?) -> [Alternative] {
    guard let node else { return [] }
    return alternatives(node).flatMap { outer -> [Alternative] in
      let items = outer.node.isSequence ? outer.node.elements : [outer.node]
      return items.flatMap { item in
        alternatives(item).filter { !Self.isNothing($0.node) }
          .map { Alternative(node: $0.node, terms: outer.terms + $0.terms) }
      }
    }
  }

  /// The text of a node that has one value; `nil` where it is computed.
  func text(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    let found = alternatives(node)
    guard found.count == 1, found[0].terms.isEmpty, Self.function(found[0].node) == nil else { return nil }
    return found[0].node.text
  }

  /// What a node calls: `!Ref X`, `{Ref: X}`, `{"Fn::If": […]}`, `[parameters('x')]`.
  static func function(_ node: YAMLNode) -> (String, YAMLNode)? {
    if let tag = node.tag, tag.hasPrefix("!") {
      return (String(tag.dropFirst()), YAMLNode(position: node.position, content: node.content))
    }
    if node.entries.count == 1, let entry = node.entries.first, entry.key == "Ref" || entry.key.hasPrefix("Fn::") {
      return (entry.key.hasPrefix("Fn::") ? String(entry.key.dropFirst(4)) : entry.key, entry.value)
    }
    guard let text = node.text, text.hasPrefix("["), text.hasSuffix("]"), !text.hasPrefix("[[") else { return nil }
    let inner = text.dropFirst().dropLast()
    if inner.hasPrefix("parameters('"), inner.hasSuffix("')"), !inner.dropFirst(12).dropLast(2).contains("'") {
      let name = String(inner.dropFirst(12).dropLast(2))
      return ("parameters", YAMLNode(position: node.position, content: .scalar(name, isPlain: false)))
    }
    return ("", node)
  }

  /// How a value that is not known is told.
  static func shown(_ node: YAMLNode) -> String {
    guard let (function, argument) = function(node), !function.isEmpty else { return node.canonical }
    return "\(function) \(argument.canonical)"
  }
}

extension YAMLNode {
  /// The text of a scalar, whatever tag it has.
  fileprivate var asText: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }
}

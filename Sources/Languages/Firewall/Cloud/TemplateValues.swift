import Exposure
import YAML

/// The values of a CloudFormation or ARM template: parameters give way to what they are set to or their defaults,
/// conditions to both of their branches unless they are constant (CloudFormation, "Intrinsic functions"; ARM, "Template
/// functions").
struct TemplateValues {
  /// One value that a node may have, under the terms that would give it.
  struct Alternative {
    let node: YAMLNode
    let terms: [String]
  }

  private var parameters: [String: YAMLNode] = [:]
  private let conditions: YAMLNode?
  private let mappings: YAMLNode?
  private let variables: YAMLNode?

  /// Conditions within conditions, functions within functions.
  private static let depth = 8
  /// Keys of a mapping that are tried where it is not known which one is meant.
  private static let keys = 64

  /// - Parameter settings: what a file of parameters sets.
  init(_ document: YAMLNode, settings: [String: YAMLNode] = [:]) {
    conditions = document["Conditions"]
    mappings = document["Mappings"]
    variables = document["variables"]
    for entry in (document["Parameters"] ?? document["parameters"])?.entries ?? [] {
      // A value that is computed from others is none that the engine takes, and could lead back to itself.
      guard let value = settings[entry.key] ?? entry.value["Default"] ?? entry.value["defaultValue"],
        Self.function(value) == nil
      else { continue }
      let type = entry.value["Type"]?.text ?? ""
      let isList = type == "CommaDelimitedList" || type.hasPrefix("List<")
      parameters[entry.key] = isList ? Self.list(value) : value
    }
  }

  private static func list(_ node: YAMLNode) -> YAMLNode {
    guard let text = node.text else { return node }
    let items = text.split(separator: ",").map { Self.scalar($0.filter { $0 != " " }, at: node) }
    return YAMLNode(position: node.position, content: .sequence(items))
  }

  private static func scalar(_ text: String, at node: YAMLNode) -> YAMLNode {
    YAMLNode(position: node.position, content: .scalar(text, isPlain: false))
  }

  /// What a node may be, and when. What is computed in a way that is not followed stays what it is.
  func alternatives(_ node: YAMLNode, depth: Int = 0) -> [Alternative] {
    let own = [Alternative(node: node, terms: [])]
    guard depth < Self.depth, let (function, argument) = Self.function(node) else { return own }
    func known(_ value: YAMLNode?) -> [Alternative] { value.map { alternatives($0, depth: depth + 1) } ?? own }
    switch function {
    case "Ref", "parameters": return known(argument.asText.flatMap { parameters[$0] })
    case "variables": return known(argument.asText.flatMap { variables?[$0] })
    case "Sub": return known(substituted(argument, node))
    case "Base64": return known(argument)
    case "Join": return known(joined(argument, node))
    case "Split": return known(split(argument, node))
    case "Select":
      guard argument.elements.count == 2, let index = text(argument.elements[0]).flatMap({ Int($0) }) else {
        return own
      }
      let items = elements(argument.elements[1])
      return items.indices.contains(index) && items.allSatisfy(\.terms.isEmpty) ? known(items[index].node) : own
    case "FindInMap" where argument.elements.count >= 3: return found(argument.elements) ?? own
    case "If" where argument.elements.count == 3: return branches(argument.elements, depth)
    default: return own
    }
  }

  private func branches(_ parts: [YAMLNode], _ depth: Int) -> [Alternative] {
    let name = parts[0].asText ?? parts[0].canonical
    if let holds = holds(condition: name) { return alternatives(parts[holds ? 1 : 2], depth: depth + 1) }
    return zip(parts.dropFirst(), ["\(name)", "not \(name)"]).flatMap { branch, term in
      alternatives(branch, depth: depth + 1).map { Alternative(node: $0.node, terms: $0.terms + [term]) }
    }
  }

  /// `${name}` of parameters, and of the names that the function itself gives values.
  private func substituted(_ argument: YAMLNode, _ node: YAMLNode) -> YAMLNode? {
    let own = argument.isSequence ? argument.elements.dropFirst().first : nil
    guard var text = argument.asText ?? argument.elements.first?.asText else { return nil }
    var from = text.startIndex
    while let open = text[from...].firstRange(of: "${"), let close = text[open.upperBound...].firstIndex(of: "}") {
      let name = String(text[open.upperBound..<close])
      guard let value = self.text(own?[name] ?? parameters[name]) else { return nil }
      let distance = text.distance(from: text.startIndex, to: open.lowerBound) + value.count
      text.replaceSubrange(open.lowerBound...close, with: value)
      from = text.index(text.startIndex, offsetBy: distance, limitedBy: text.endIndex) ?? text.endIndex
    }
    return Self.scalar(text, at: node)
  }

  private func joined(_ argument: YAMLNode, _ node: YAMLNode) -> YAMLNode? {
    guard argument.elements.count == 2, let delimiter = argument.elements[0].asText else { return nil }
    let items = elements(argument.elements[1])
    let texts = items.compactMap { $0.terms.isEmpty ? text($0.node) : nil }
    return texts.count == items.count && !items.isEmpty
      ? Self.scalar(texts.joined(separator: delimiter), at: node) : nil
  }

  private func split(_ argument: YAMLNode, _ node: YAMLNode) -> YAMLNode? {
    guard argument.elements.count == 2, let delimiter = argument.elements[0].asText?.first,
      let whole = text(argument.elements[1])
    else { return nil }
    let items = whole.split(separator: delimiter, omittingEmptySubsequences: false).map {
      Self.scalar(String($0), at: node)
    }
    return YAMLNode(position: node.position, content: .sequence(items))
  }

  /// The value behind two keys; one for each key of the first level where that key depends on the deployment.
  private func found(_ parts: [YAMLNode]) -> [Alternative]? {
    guard let name = text(parts[0]), let map = mappings?[name], let last = text(parts[2]) else { return nil }
    // The values of a mapping are literal (CloudFormation, "Mappings").
    if let first = text(parts[1]) {
      return map[first, last].flatMap { Self.function($0) == nil ? [Alternative(node: $0, terms: [])] : nil }
    }
    guard map.entries.count <= Self.keys else { return nil }
    let found = map.entries.compactMap { entry -> Alternative? in
      guard let value = entry.value[last], Self.function(value) == nil else { return nil }
      return Alternative(node: value, terms: ["\(Self.shown(parts[1])) is \(entry.key)"])
    }
    return found.isEmpty ? nil : found
  }

  /// Whether a condition holds whatever the parameters are set to; `nil` where that depends on them.
  func holds(condition name: String) -> Bool? { conditions?[name].flatMap { holds($0, depth: 0) } }

  private func holds(_ node: YAMLNode, depth: Int) -> Bool? {
    // At most ten conditions in one, as CloudFormation takes them.
    guard depth < 5, let (function, argument) = Self.function(node) else { return nil }
    func all() -> [Bool?] {
      argument.elements.count > 10 ? [nil] : argument.elements.map { holds($0, depth: depth + 1) }
    }
    switch function {
    case "Equals":
      let sides = argument.elements.map { Self.function($0) == nil ? $0.text : nil }
      guard sides.count == 2, let left = sides[0], let right = sides[1] else { return nil }
      return left == right
    case "Not": return all().first.flatMap { $0 }.map { !$0 }
    case "And": return all().contains(false) ? false : all().contains(nil) ? nil : true
    case "Or": return all().contains(true) ? true : all().contains(nil) ? nil : false
    case "Condition": return argument.asText.flatMap { conditions?[$0] }.flatMap { holds($0, depth: depth + 1) }
    default: return nil
    }
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
    if node.entries.count == 1, let entry = node.entries.first,
      entry.key == "Ref" || entry.key == "Condition"
        || (entry.key.hasPrefix("Fn::") && !entry.key.hasPrefix("Fn::ForEach"))
    {
      return (entry.key.hasPrefix("Fn::") ? String(entry.key.dropFirst(4)) : entry.key, entry.value)
    }
    guard let text = node.text, text.hasPrefix("["), text.hasSuffix("]"), !text.hasPrefix("[[") else { return nil }
    let inner = text.dropFirst().dropLast()
    for name in ["parameters", "variables"] where inner.hasPrefix("\(name)('") && inner.hasSuffix("')") {
      let argument = inner.dropFirst(name.count + 2).dropLast(2)
      if !argument.contains("'") { return (name, scalar(String(argument), at: node)) }
    }
    return ("", node)
  }

  /// How a value that is not known is told.
  static func shown(_ node: YAMLNode) -> String {
    guard let (function, argument) = function(node), !function.isEmpty else { return node.canonical }
    if node.tag == BicepReader.tag { return argument.canonical }
    return "\(function) \(argument.canonical)"
  }
}

extension YAMLNode {
  /// The text of a scalar, whatever tag it has.
  var asText: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }
}

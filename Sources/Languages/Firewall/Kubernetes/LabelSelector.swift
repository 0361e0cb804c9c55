import YAML

/// Which pods or namespaces are meant, by their labels: all requirements must hold.
///
/// Requirements are compared as texts (`app=web`, `tier in (a, b)`); only what follows from the text alone is concluded.
public struct LabelSelector: Hashable, Sendable {
  /// Each a requirement, ascending; none means everything.
  public let requirements: [String]

  init(requirements: Set<String>) { self.requirements = requirements.sorted() }

  /// Every pod.
  static let everything = LabelSelector(requirements: [])

  /// A selector of `matchLabels` and `matchExpressions`.
  init(_ node: YAMLNode) {
    var requirements: Set<String> = []
    for entry in node["matchLabels"]?.entries ?? [] {
      requirements.insert("\(entry.key)=\(Self.value(entry.value))")
    }
    for expression in node["matchExpressions"]?.elements ?? [] {
      let key = expression["key"]?.text ?? "?"
      let values = Set((expression["values"]?.elements ?? []).map(Self.value)).sorted()
      switch expression["operator"]?.text {
      case "In" where values.count == 1: requirements.insert("\(key)=\(values[0])")
      case "In": requirements.insert("\(key) in (\(values.joined(separator: ", ")))")
      case "NotIn": requirements.insert("\(key) not in (\(values.joined(separator: ", ")))")
      case "Exists": requirements.insert("\(key)")
      case "DoesNotExist": requirements.insert("!\(key)")
      default: requirements.insert(expression.canonical)
      }
    }
    for entry in node.entries where entry.key != "matchLabels" && entry.key != "matchExpressions" {
      requirements.insert("\(entry.key): \(entry.value.canonical)")
    }
    self.init(requirements: requirements)
  }

  private static func value(_ node: YAMLNode) -> String { Unresolved.shown(node.canonical) }

  /// A selector that is written as one expression (Calico), which only equals itself.
  init(expression: String) {
    let text = expression.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.init(requirements: text.isEmpty || text == "all()" ? [] : [text])
  }

  /// Whether everything that this selector means is also meant by `other`.
  func implies(_ other: LabelSelector) -> Bool {
    let known = Set(requirements)
    return other.requirements.allSatisfy { known.contains($0) || follows($0) }
  }

  /// `app` and `app in (web, db)` follow from `app=web`.
  private func follows(_ requirement: String) -> Bool {
    if !requirement.contains("=") && !requirement.contains(" ") && !requirement.hasPrefix("!") {
      return requirements.contains { $0.hasPrefix("\(requirement)=") || $0.hasPrefix("\(requirement) in (") }
    }
    guard let place = requirement.firstRange(of: " in ("), !requirement.contains(" not in (") else { return false }
    let key = requirement[..<place.lowerBound]
    let values = requirement[place.upperBound...].dropLast().split(separator: ", ").map { "\(key)=\($0)" }
    return requirements.contains { values.contains($0) }
  }

  /// `app=web, tier=front`, or `all`.
  public var description: String { requirements.isEmpty ? "all" : requirements.joined(separator: ", ") }
}

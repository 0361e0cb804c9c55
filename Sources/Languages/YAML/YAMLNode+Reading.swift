extension YAMLNode {
  /// The line that the node starts in.
  public var line: Int { position.line }

  /// Whether nothing is written, or `null` (YAML 1.2.2, section 10.3.2).
  public var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }

  /// The text of a single value; `nil` for a collection, for nothing and for what a tag computes.
  public var text: String? {
    guard tag == nil, !isNull, case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// The elements of a list; empty for anything else.
  public var elements: [YAMLNode] {
    if case .sequence(let elements) = content { elements } else { [] }
  }

  /// The entries of a mapping; empty for anything else.
  public var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  public var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  public var isSequence: Bool {
    if case .sequence = content { true } else { false }
  }

  /// The value of a key that is there and holds something; `nil` otherwise.
  public subscript(key: String) -> YAMLNode? {
    guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull else { return nil }
    return value
  }

  /// The value below several keys.
  public subscript(path: String...) -> YAMLNode? {
    path.reduce(Optional(self)) { node, key in node?[key] }
  }

  /// Whether the key is written, whatever its value is.
  public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The truth of a plain scalar in the words of YAML 1.1, which most tools still read; `nil` for other nodes.
  public var truth: Bool? {
    switch text?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  /// The node as one line of text with its keys in order of their names: equal contents give equal texts, wherever
  /// they stand.
  public var canonical: String {
    let body =
      switch content {
      case .scalar(let text, _): text
      case .sequence(let elements): "[" + elements.map(\.canonical).joined(separator: ", ") + "]"
      case .mapping(let entries):
        "{" + entries.map { "\($0.key): \($0.value.canonical)" }.sorted().joined(separator: ", ") + "}"
      }
    return tag.map { "\($0) \(body)" } ?? body
  }
}

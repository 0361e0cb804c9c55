import YAML

/// What YAML says, as `yamldecode` reads it (github.com/zclconf/go-cty-yaml, the core schema of YAML 1.2).
enum YAMLValues {
  /// The value of a stream of one document; `nil` for any other, and for what is not valid.
  static func decode(_ stream: YAMLStream) -> StaticValue? {
    guard stream.problem == nil, stream.documents.count == 1, let document = stream.documents.first else { return nil }
    return value(document)
  }

  /// The recursion follows the document, whose depth the parser bounds.
  private static func value(_ node: YAMLNode) -> StaticValue {
    guard node.tag == nil else { return .unknown }
    switch node.content {
    case .scalar(let text, isPlain: false): return .text(text)
    case .scalar(let text, isPlain: true): return plain(text)
    case .sequence(let elements): return .tuple(elements.map(value))
    case .mapping(let entries):
      return .object(Dictionary(entries.map { ($0.key, value($0.value)) }, uniquingKeysWith: { _, last in last }))
    }
  }

  private static func plain(_ text: String) -> StaticValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, first < 0x3A, first >= 0x2B else { return .text(text) }
    // Whole numbers without a sign or a leading nought are numbers in every schema. What else begins like a number may be
    // one or not: octal, hexadecimal, dates, addresses.
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text == "0" || first != 0x30, text.utf8.count < 16 {
      return StaticNumber(text).map(StaticValue.number) ?? .unknown
    }
    let isWord = text.contains("/") || text.filter { $0 == "." }.count > 1
    return isWord ? .text(text) : .unknown
  }
}

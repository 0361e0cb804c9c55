import JSON

/// JSON text and values, as `jsondecode` and `jsonencode` convert them.
enum JSONValues {
  /// The value that a text spells; `nil` when it is no JSON. Strings with an unknown part are unknown.
  static func decode(_ text: String) -> StaticValue? {
    guard let value = try? JSONReader.parse(Array(text.utf8), limits: .foreign) else { return nil }
    return decode(value)
  }

  /// The depth is bounded by the reader.
  private static func decode(_ value: JSONValue) -> StaticValue {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .number(StaticNumber(value))
    case .number(let number): StaticNumber(number.text).map(StaticValue.number) ?? .unknown
    case .string(let text): TemplateRendering.hasMark(text) ? .unknown : .text(text)
    case .array(let elements): .tuple(elements.map(decode))
    case .object(let object):
      object.members.contains { TemplateRendering.hasMark($0.key) }
        ? .unknown
        : .object(
          Dictionary(object.members.map { ($0.key, decode($0.value)) }, uniquingKeysWith: { _, last in last }))
    }
  }

  /// The text of a known value, members in the order of their names and `<`, `>`, `&` escaped, as Go writes it.
  static func encode(_ value: StaticValue) -> String? {
    switch value {
    case .unknown, .failure, .encoded: return nil
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let number): return number.text
    case .string(let text): return quoted(text)
    case .tuple(let elements):
      let texts = elements.values.compactMap(encode)
      return texts.count == elements.values.count ? "[\(texts.joined(separator: ","))]" : nil
    case .object(let members):
      let sorted = members.values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let texts = sorted.compactMap { key, value in encode(value).map { "\(quoted(key)):\($0)" } }
      return texts.count == sorted.count ? "{\(texts.joined(separator: ","))}" : nil
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

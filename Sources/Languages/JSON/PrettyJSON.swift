/// JSON for people and reports: two spaces a level, members in the order given, a line feed at the end.
public enum PrettyJSON {
  /// The bytes of `value`, the same for the same value. Every number is written as it is.
  public static func encode(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    append(value, indent: 0, to: &output)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  /// The same as text.
  public static func text(_ value: JSONValue) -> String {
    String(decoding: encode(value), as: UTF8.self)
  }

  private static func append(_ value: JSONValue, indent: Int, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.append(contentsOf: String(value).utf8)
    case .number(let number): output.append(contentsOf: number.text.utf8)
    case .string(let text): appendVisible(text, to: &output)
    case .array(let elements):
      appendList(elements, open: "[", close: "]", indent: indent, to: &output) { element, output in
        append(element, indent: indent + 1, to: &output)
      }
    case .object(let object):
      appendList(object.members, open: "{", close: "}", indent: indent, to: &output) { member, output in
        appendVisible(member.key, to: &output)
        output.append(contentsOf: ": ".utf8)
        append(member.value, indent: indent + 1, to: &output)
      }
    }
  }

  /// A string in quotes. Reports are read on terminals and in the logs of CI jobs too: what steers one, shows as nothing or
  /// gives a runner orders (`##[…]`) is written as an escape, which means the same.
  private static func appendVisible(_ text: String, to output: inout [UInt8]) {
    guard text.unicodeScalars.contains(where: { isInvisible($0) || $0 == "#" }) else {
      return JSONText.appendQuoted(text, to: &output)
    }
    var quoted: [UInt8] = []
    JSONText.appendQuoted(text, to: &quoted)
    let scalars = String(decoding: quoted, as: UTF8.self).unicodeScalars
    for (scalar, next) in zip(scalars, Array(scalars.dropFirst()) + ["\""]) {
      guard isInvisible(scalar) || scalar == "#" && next == "#" else {
        output.append(contentsOf: String(scalar).utf8)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        output.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      }
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x7F else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func appendList<Element>(
    _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar, indent: Int, to output: inout [UInt8],
    _ appendElement: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      appendLine(indent: indent + 1, to: &output)
      appendElement(element, &output)
    }
    if !elements.isEmpty { appendLine(indent: indent, to: &output) }
    output.append(UInt8(ascii: close))
  }

  private static func appendLine(indent: Int, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }
}

/// The one spelling of a JSON value that everyone can compute again: RFC 8785 (JCS), integers only.
public enum CanonicalJSON {
  /// The integers that every JSON implementation reads alike: ±(2^53 − 1).
  public static let integers: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

  /// The deepest nesting written; what we read back allows no more.
  public static let deepest = JSONLimits.signed.depth

  /// The canonical bytes of `value`: no white space, members sorted by the UTF-16 code units of their names.
  ///
  /// - Throws: a ``JSONEncodingError`` where there is no canonical form: a number that is not an integer
  /// within
  ///   ``integers``, a name used twice, nesting beyond ``deepest``.
  public static func encode(_ value: JSONValue) throws(JSONEncodingError) -> [UInt8] {
    var output: [UInt8] = []
    try append(value, depth: 0, to: &output)
    return output
  }

  private static func append(
    _ value: JSONValue, depth: Int, to output: inout [UInt8]
  ) throws(JSONEncodingError) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value):
      guard integers.contains(value) else { throw .integerOutOfRange(value) }
      output.append(contentsOf: String(value).utf8)
    case .number(let number): throw .notAnInteger(number.text)
    case .string(let text): JSONText.appendQuoted(text, to: &output)
    case .array(let elements):
      guard depth < deepest else { throw .tooDeep }
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        try append(element, depth: depth + 1, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      guard depth < deepest else { throw .tooDeep }
      try append(object, depth: depth, to: &output)
    }
  }

  private static func append(
    _ object: JSONObject, depth: Int, to output: inout [UInt8]
  ) throws(JSONEncodingError) {
    let sorted = object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    output.append(UInt8(ascii: "{"))
    for (index, member) in sorted.enumerated() {
      if index > 0 {
        guard ExactString(sorted[index - 1].key) != ExactString(member.key) else {
          throw .duplicateKey(member.key)
        }
        output.append(UInt8(ascii: ","))
      }
      JSONText.appendQuoted(member.key, to: &output)
      output.append(UInt8(ascii: ":"))
      try append(member.value, depth: depth + 1, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }
}

/// Why a value has no canonical form.
public enum JSONEncodingError: Error, Hashable, Sendable, CustomStringConvertible {
  case notAnInteger(String)
  case integerOutOfRange(Int64)
  case duplicateKey(String)
  case tooDeep

  public var description: String {
    switch self {
    case .notAnInteger(let text): "the number \(text) is not an integer and has no canonical form here"
    case .integerOutOfRange(let value): "the integer \(value) is beyond 2^53 − 1 and has no canonical form"
    case .duplicateKey(let key): "the name \"\(key)\" stands twice in one object"
    case .tooDeep: "the value nests deeper than \(CanonicalJSON.deepest) levels"
    }
  }
}

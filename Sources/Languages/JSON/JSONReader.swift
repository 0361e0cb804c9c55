/// Strict JSON (RFC 8259 and the stricter RFC 7493): UTF-8 only, no name twice, no lone surrogate, nothing
/// after the value.
public enum JSONReader {
  /// The one value that `bytes` spell.
  ///
  /// - Parameter limits: ``JSONLimits/signed`` for signed payloads, ``JSONLimits/foreign`` for others' files.
  /// - Throws: a ``JSONError`` with the byte offset of the first thing that is not acceptable.
  public static func parse(_ bytes: [UInt8], limits: JSONLimits = .signed) throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.bytes else { throw JSONError(.tooLarge, at: limits.bytes) }
    // RFC 8259 §8.1 lets a reader skip a byte order mark; readers that do and readers that do not would
    // disagree.
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw JSONError(.byteOrderMark, at: 0) }
    var parser = JSONParser(bytes: bytes, limits: limits)
    return try parser.document()
  }
}

/// One pass over the bytes, from left to right.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONLimits
  var position = 0
  private var valueCount = 0

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSONValue {
    skipWhitespace()
    let value = try value(depth: 0)
    skipWhitespace()
    guard position == bytes.count else { throw JSONError(.trailingData, at: position) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    valueCount += 1
    guard valueCount <= limits.values else { throw JSONError(.tooManyValues, at: position) }
    switch try current() {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw JSONError(.unexpectedByte, at: position)
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= limits.depth else { throw JSONError(.tooDeep, at: position) }
    position += 1
    var members: [JSONObject.Member] = []
    var names: Set<ExactString> = []
    skipWhitespace()
    if try current() == UInt8(ascii: "}") {
      position += 1
      return .object(JSONObject())
    }
    while true {
      let start = position
      guard try current() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: position) }
      let key = try string()
      guard names.insert(ExactString(key)).inserted else { throw JSONError(.duplicateKey, at: start) }
      skipWhitespace()
      guard try current() == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: position) }
      position += 1
      skipWhitespace()
      members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
      if try endsList(with: UInt8(ascii: "}")) { return .object(JSONObject(members)) }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= limits.depth else { throw JSONError(.tooDeep, at: position) }
    position += 1
    var elements: [JSONValue] = []
    skipWhitespace()
    if try current() == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth))
      if try endsList(with: UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  /// After an element: steps over `closing` (true) or over a comma and the space behind it (false).
  private mutating func endsList(with closing: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    let byte = try current()
    guard byte == closing || byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte, at: position) }
    position += 1
    if byte == closing { return true }
    skipWhitespace()
    return false
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for expected in word.description.utf8 {
      guard try current() == expected else { throw JSONError(.unexpectedByte, at: position) }
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    guard let scan = JSONNumberScan(bytes, from: start) else { throw JSONError(.invalidNumber, at: start) }
    position = scan.end
    let text = String(decoding: bytes[start..<scan.end], as: UTF8.self)
    let integer = scan.isInteger ? Int64(text) : nil
    switch limits.numbers {
    case .lenient:
      return integer.map(JSONValue.integer) ?? .number(JSONNumber(checked: text))
    case .canonical:
      guard scan.isInteger else { throw JSONError(.notAnInteger, at: start) }
      guard let integer, CanonicalJSON.integers.contains(integer) else {
        throw JSONError(.integerOutOfRange, at: start)
      }
      return .integer(integer)
    }
  }

  func current() throws(JSONError) -> UInt8 {
    guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
    return bytes[position]
  }

  private mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }
}

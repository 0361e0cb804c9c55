/// Reads JSON (RFC 8259) with positions. It stops at the first thing that is none and keeps the members before it.
struct JSONNodeParser {
  /// Thrown where the text stops being JSON; its diagnostic is recorded.
  struct Stop: Error {}

  let bytes: [UInt8]
  let maximumDepth: Int
  private(set) var diagnostics: DiagnosticCollector
  private var position = 0
  private var depth = 0

  init(bytes: [UInt8], limits: HCL.Limits) {
    self.bytes = bytes
    maximumDepth = limits.maximumDepth
    diagnostics = DiagnosticCollector(maximum: limits.maximumDiagnostics)
  }

  /// The value of the whole file. Of a broken top-level object the members that could be read.
  mutating func parse() -> JSONNode? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipWhitespace()
    let start = position
    guard byte == UInt8(ascii: "{") else {
      let node = try? value()
      if node != nil { endOfText() }
      return node
    }
    var members: [JSONMember] = []
    do throws(Stop) {
      try self.members(into: &members)
      endOfText()
    } catch {}
    return JSONNode(value: .object(members), range: HCL.ByteRange(start: start, end: position))
  }

  private mutating func endOfText() {
    skipWhitespace()
    if position < bytes.count { _ = stop(.invalidJSON) }
  }

  private mutating func value() throws(Stop) -> JSONNode {
    let start = position
    let value: JSONNode.Value
    switch byte {
    case UInt8(ascii: "{"):
      var members: [JSONMember] = []
      try self.members(into: &members)
      value = .object(members)
    case UInt8(ascii: "["): value = .array(try elements())
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "t"): value = try word("true", .bool(true))
    case UInt8(ascii: "f"): value = try word("false", .bool(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    default: value = .number(try number())
    }
    return JSONNode(value: value, range: HCL.ByteRange(start: start, end: position))
  }

  private mutating func members(into members: inout [JSONMember]) throws(Stop) {
    try enter()
    position += 1
    skipWhitespace()
    if take(UInt8(ascii: "}")) { return depth -= 1 }
    while true {
      let start = position
      guard byte == UInt8(ascii: "\"") else { throw stop(.invalidJSON) }
      let name = try string()
      let nameRange = HCL.ByteRange(start: start, end: position)
      skipWhitespace()
      guard take(UInt8(ascii: ":")) else { throw stop(.invalidJSON) }
      skipWhitespace()
      members.append(JSONMember(name: name, nameRange: nameRange, node: try value()))
      if try isListEnd(UInt8(ascii: "}")) { return depth -= 1 }
    }
  }

  private mutating func elements() throws(Stop) -> [JSONNode] {
    try enter()
    position += 1
    skipWhitespace()
    var elements: [JSONNode] = []
    if !take(UInt8(ascii: "]")) {
      repeat { elements.append(try value()) } while try !isListEnd(UInt8(ascii: "]"))
    }
    depth -= 1
    return elements
  }

  /// After an element: steps over the closing bracket (true) or over a comma (false).
  private mutating func isListEnd(_ closing: UInt8) throws(Stop) -> Bool {
    skipWhitespace()
    if take(closing) { return true }
    guard take(UInt8(ascii: ",")) else { throw stop(.invalidJSON) }
    skipWhitespace()
    return false
  }

  private mutating func word(_ word: StaticString, _ value: JSONNode.Value) throws(Stop) -> JSONNode.Value {
    for expected in word.description.utf8 {
      guard take(expected) else { throw stop(.invalidJSON) }
    }
    return value
  }

  private mutating func number() throws(Stop) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    let startsWithZero = byte == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !startsWithZero || whole == 1 else { throw stop(.invalidJSON) }
    if take(UInt8(ascii: ".")), digits() == 0 { throw stop(.invalidJSON) }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      if digits() == 0 { throw stop(.invalidJSON) }
    }
    let magnitude = bytes[start] == UInt8(ascii: "-") ? bytes[(start + 1)..<position] : bytes[start..<position]
    guard DecimalText.isValid(magnitude) else {
      diagnostics.add(.invalidNumber, HCL.ByteRange(start: start, end: position))
      throw Stop()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = position
    while IdentifierText.isDigit(byte) { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func string() throws(Stop) -> String {
    position += 1
    var content: [UInt8] = []
    var runStart = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        content += bytes[runStart..<position]
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
        content += String(Character(try escape())).utf8
        runStart = position
      } else if byte < 0x20 {
        throw stop(byte == 0 ? .nulByte : .invalidJSON)
      } else if byte < 0x80 {
        position += 1
      } else {
        guard let scalar = bytes.scalar(at: position, before: bytes.count) else { throw stop(.invalidUTF8) }
        position += scalar.length
      }
    }
    throw stop(.unterminatedString)
  }

  /// Reads what follows a backslash. A lone surrogate becomes U+FFFD, as Go's decoder and so the reference has it.
  private mutating func escape() throws(Stop) -> Unicode.Scalar {
    let selector = byte
    position += 1
    switch selector {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(selector)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      position -= 1
      throw stop(.invalidEscape)
    }
  }

  private mutating func unicodeEscape() throws(Stop) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let afterFirst = position
    if first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      let second = try codeUnit()
      if second >= 0xDC00, second < 0xE000 {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      }
    }
    position = afterFirst
    return "\u{FFFD}"
  }

  private mutating func codeUnit() throws(Stop) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw stop(.invalidEscape)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  // MARK: Bytes

  /// The byte here, or 0 behind the end; a NUL in the file is no JSON either.
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected, position < bytes.count else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while byte <= UInt8(ascii: " ") {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }

  private mutating func enter() throws(Stop) {
    guard depth < maximumDepth else { throw stop(.nestingTooDeep) }
    depth += 1
  }

  private mutating func stop(_ problem: HCL.Problem) -> Stop {
    let start = min(position, bytes.count)
    diagnostics.add(problem, HCL.ByteRange(start: start, end: min(start + 1, bytes.count)))
    return Stop()
  }
}

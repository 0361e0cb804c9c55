extension JSONParser {
  /// Reads a string whose opening quote is the current byte.
  mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    // Most strings have no escape: they are found and checked without being copied byte by byte.
    try skipPlainBytes()
    if try current() == UInt8(ascii: "\"") {
      let text = try decode(bytes[start..<position], from: start)
      position += 1
      return text
    }
    return try stringWithEscapes(from: start)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
    var content: [UInt8] = []
    var runStart = start
    while true {
      // Each run is checked by itself, so that an escape can never complete a broken sequence before it.
      content.append(contentsOf: try decode(bytes[runStart..<position], from: runStart).utf8)
      if try current() == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: content, as: UTF8.self)
      }
      content.append(contentsOf: String(try escape()).utf8)
      runStart = position
      try skipPlainBytes()
    }
  }

  /// Stops at a quote or a backslash.
  private mutating func skipPlainBytes() throws(JSONError) {
    while true {
      let byte = try current()
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      guard byte >= 0x20 else { throw JSONError(.controlCharacter, at: position) }
      position += 1
    }
  }

  private func decode(_ slice: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw JSONError(.invalidUTF8, at: start + Self.validPrefix(of: slice))
    }
    return text
  }

  /// The number of bytes before the first that is not UTF-8.
  private static func validPrefix(of slice: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var input = slice.makeIterator()
    var count = 0
    while case .scalarValue(let scalar) = decoder.decode(&input) { count += UTF8.width(scalar) }
    return count
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    position += 1
    let letter = try current()
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw JSONError(.invalidEscape, at: start)
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Only a surrogate is no scalar: a high one must be followed by the escape of a low one.
    guard first <= 0xDBFF, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw JSONError(.loneSurrogate, at: start) }
    position += 2
    let second = try hexUnit(from: position - 2)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw JSONError(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func hexUnit(from start: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch try current() {
      case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
        digit = byte - UInt8(ascii: "0")
      case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte):
        digit = byte - UInt8(ascii: "a") + 10
      case let byte where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte):
        digit = byte - UInt8(ascii: "A") + 10
      default: throw JSONError(.invalidEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}

extension Parser {
  /// The value of a token of template text.
  mutating func literal(_ token: Token) -> String {
    switch token.kind {
    case .escapedText: unescaped(token)
    // The first of the two markers is the escape.
    case .escapedOpener: String(decoding: bytes[(token.start + 1)..<token.end], as: UTF8.self)
    default: text(token)
    }
  }

  /// Applies backslash escapes. One that is none is diagnosed and left out.
  private mutating func unescaped(_ token: Token) -> String {
    var value: [UInt8] = []
    value.reserveCapacity(token.end - token.start)
    var position = token.start
    while position < token.end {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "\\") else {
        value.append(byte)
        position += 1
        continue
      }
      let selector = position + 1 < token.end ? bytes[position + 1] : 0
      var length = 2
      switch selector {
      case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): value.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(selector)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let digits = selector == UInt8(ascii: "u") ? 4 : 8
        if let scalar = hexadecimalScalar(position + 2, digits: digits, before: token.end) {
          value.append(contentsOf: String(Character(scalar)).utf8)
          length = 2 + digits
        } else {
          diagnostics.add(.invalidEscape, HCL.ByteRange(start: position, end: position + 2))
        }
      default:
        let end = min(position + 2, token.end)
        diagnostics.add(.invalidEscape, HCL.ByteRange(start: position, end: end))
      }
      position += length
    }
    return String(decoding: value, as: UTF8.self)
  }

  private func hexadecimalScalar(_ start: Int, digits: Int, before end: Int) -> Unicode.Scalar? {
    guard end - start >= digits else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + digits)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return Unicode.Scalar(value)
  }
}

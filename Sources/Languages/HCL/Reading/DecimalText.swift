/// Decimal number literals as text, without a loss of precision.
enum DecimalText {
  /// The longest run of zeros that is written out; beyond it the exponent form is used, so that `1e999999999`
  /// stays short.
  static let maximumPaddingZeros = 40
  /// The largest exponent of a number literal. The reference rejects what its arithmetic cannot hold, which
  /// begins at about 6.4e8.
  static let maximumExponent = 600_000_000

  /// Whether the bytes are digits, at most one point, and at most one exponent within bounds. The first byte
  /// is a digit.
  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text.drop(while: isDigit)
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigit) }
    guard let marker = rest.first else { return true }
    guard marker | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return false }
    let significant = rest.drop { $0 == UInt8(ascii: "0") }
    guard significant.count <= 9 else { return false }
    return significant.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= maximumExponent
  }

  /// The one spelling of the value of a valid number literal: no leading or trailing zeros, no point or
  /// exponent unless needed.
  static func canonical(_ text: String) -> String {
    var digits: [UInt8] = []
    var exponent = 0
    var bytes = Array(text.utf8)[...]
    if let marker = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      exponent = Int(String(decoding: bytes[(marker + 1)...], as: UTF8.self)) ?? 0
      bytes = bytes[..<marker]
    }
    if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
      exponent -= bytes.endIndex - point - 1
      digits += bytes[..<point] + bytes[(point + 1)...]
    } else {
      digits += bytes
    }
    let trailing = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    exponent += trailing
    let significant = digits.dropLast(trailing).drop { $0 == UInt8(ascii: "0") }
    if significant.isEmpty { return "0" }
    return spell(significant, exponent: exponent)
  }

  private static func spell(_ digits: ArraySlice<UInt8>, exponent: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    if exponent >= 0, exponent <= maximumPaddingZeros { return text + zeros(exponent) }
    if exponent < 0, -exponent < digits.count {
      let (whole, fraction) = (digits.dropLast(-exponent), digits.suffix(-exponent))
      return String(decoding: whole, as: UTF8.self) + "." + String(decoding: fraction, as: UTF8.self)
    }
    let padding = -exponent - digits.count
    if exponent < 0, padding <= maximumPaddingZeros { return "0." + zeros(padding) + text }
    return text + "e" + String(exponent)
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

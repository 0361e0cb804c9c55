/// A JSON number kept as its exact text, because no binary form holds every one of them.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number as written, for example `1.50` or `1e400`.
  public let text: String

  /// Accepts what the number grammar of RFC 8259 §6 accepts, and nothing else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let scan = JSONNumberScan(bytes, from: 0), scan.end == bytes.count else { return nil }
    self.text = text
  }

  /// For the reader, which has already checked the grammar.
  init(checked text: String) { self.text = text }

  public var description: String { text }
}

/// Where a number ends in the input and whether it is spelled as a whole number.
struct JSONNumberScan {
  /// The position after the last byte of the number.
  let end: Int
  /// Neither a fraction nor an exponent, and not `-0`.
  let isInteger: Bool

  /// Reads `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`; `nil` when the bytes do not start with
  /// one.
  init?(_ bytes: [UInt8], from start: Int) {
    var position = start
    func byte() -> UInt8? { position < bytes.count ? bytes[position] : nil }
    func skipDigits() -> Int {
      let first = position
      while let digit = byte(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { position += 1 }
      return position - first
    }

    let isNegative = byte() == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let startsWithZero = byte() == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0, !startsWithZero || digits == 1 else { return nil }
    var isInteger = !(isNegative && startsWithZero)
    if byte() == UInt8(ascii: ".") {
      position += 1
      isInteger = false
      guard skipDigits() > 0 else { return nil }
    }
    if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
      position += 1
      isInteger = false
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { return nil }
    }
    self.end = position
    self.isInteger = isInteger
  }
}

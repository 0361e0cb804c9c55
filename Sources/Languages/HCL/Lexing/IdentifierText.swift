/// What names are made of: UAX #31 identifiers, with `-` allowed behind the first character.
enum IdentifierText {
  static func isStart(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
  }

  static func isContinue(_ byte: UInt8) -> Bool {
    isStart(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? isStart(UInt8(ascii: scalar)) : scalar.properties.isIDStart
  }

  static func isContinue(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? isContinue(UInt8(ascii: scalar)) : scalar.properties.isIDContinue
  }

  /// Whether the whole of `text` is one name.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isStart(first) else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy { isContinue($0) }
  }
}

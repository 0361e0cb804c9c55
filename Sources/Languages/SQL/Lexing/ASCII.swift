/// The bytes of ASCII that SQL gives a meaning to.
enum ASCII {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "'")
  static let doubleQuote = UInt8(ascii: "\"")
  static let backtick = UInt8(ascii: "`")
  static let backslash = UInt8(ascii: "\\")
  static let dollar = UInt8(ascii: "$")
  static let hash = UInt8(ascii: "#")
  static let at = UInt8(ascii: "@")
  static let dash = UInt8(ascii: "-")
  static let slash = UInt8(ascii: "/")
  static let star = UInt8(ascii: "*")
  static let bang = UInt8(ascii: "!")
  static let dot = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let underscore = UInt8(ascii: "_")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let percent = UInt8(ascii: "%")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let plus = UInt8(ascii: "+")
  static let space = UInt8(ascii: " ")

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }

  /// Bytes above ASCII count as letters, as in PostgreSQL's scanner.
  static func startsWord(_ byte: UInt8) -> Bool { isLetter(byte) || byte == underscore || byte >= 128 }

  static func upper(_ byte: UInt8) -> UInt8 { byte >= 97 && byte <= 122 ? byte & 0xDF : byte }

  static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }
}

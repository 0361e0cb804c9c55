/// Takes quotes off names and strings.
enum Unquoting {
  /// A name without its quotes; a doubled closing quote stands for one.
  static func name(_ text: ArraySlice<UInt8>) -> String {
    guard text.count >= 2, let close = text.last else { return String(decoding: text, as: UTF8.self) }
    return String(decoding: undoubled(text.dropFirst().dropLast(), close), as: UTF8.self)
  }

  /// The value of a string literal. Escapes of a backslash keep the byte behind them, `\n` and `\t` their
  /// meaning; other sequences (`\x41`) are not resolved, for nothing that is compared is written so.
  static func string(_ text: ArraySlice<UInt8>, dialect: Dialect) -> String {
    guard let first = text.first else { return "" }
    if first == ASCII.dollar { return dollarQuoted(text) }
    let isEscaped = first | 32 == UInt8(ascii: "e")
    let quoted = isEscaped ? text.dropFirst() : text
    guard quoted.count >= 2, let quote = quoted.first else { return String(decoding: text, as: UTF8.self) }
    var content = undoubled(quoted.dropFirst().dropLast(), quote)
    if isEscaped || LexicalRules(dialect).backslashInStrings { content = unescaped(content) }
    return String(decoding: content, as: UTF8.self)
  }

  private static func dollarQuoted(_ text: ArraySlice<UInt8>) -> String {
    guard let tagEnd = text.dropFirst().firstIndex(of: ASCII.dollar) else { return "" }
    let tagLength = tagEnd - text.startIndex + 1
    return String(decoding: text.dropFirst(tagLength).dropLast(tagLength), as: UTF8.self)
  }

  private static func undoubled(_ text: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    var skipsNext = false
    for byte in text {
      if byte == quote, skipsNext {
        skipsNext = false
        continue
      }
      skipsNext = byte == quote
      result.append(byte)
    }
    return result
  }

  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isEscape = false
    for byte in text {
      if isEscape {
        switch byte {
        case UInt8(ascii: "n"): result.append(ASCII.lineFeed)
        case UInt8(ascii: "t"): result.append(9)
        default: result.append(byte)
        }
        isEscape = false
      } else if byte == ASCII.backslash {
        isEscape = true
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

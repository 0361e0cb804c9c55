/// Reads the code of a routine as words, quotes and signs.
struct RoutineScanner {
  let bytes: [UInt8]
  var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Moves behind the next occurrence of a word that stands outside quotes and comments.
  mutating func nextWord(is wanted: String) -> Bool {
    while skipBlanks(), index < bytes.count {
      if let word = word() {
        if word == wanted { return true }
      } else if quoted() == nil {
        index += 1
      }
    }
    return false
  }

  /// What may stand behind the text that is run.
  private static let continuations: Set<String> = ["using", "into", "loop"]

  /// Words behind `EXECUTE` that make it a privilege, or a trigger's way to name its function.
  private static let otherUses: Set<String> = ["on", "function", "procedure"]

  mutating func isFollowedByWrittenText() -> Bool {
    skipSigns("(")
    let start = index
    if let word = word() {
      if word == "immediate" { return isFollowedByWrittenText() }
      if Self.otherUses.contains(word) { return true }
      guard word == "format" else {
        index = start
        return false
      }
      skipSigns("(")
      // The rest are names and values, which a template that only asks for these keeps in their places.
      return quoted().map(Self.keepsItsWords) ?? false
    }
    guard quoted() != nil else { return false }
    skipSigns(")")
    if index >= bytes.count || bytes[index] == UInt8(ascii: ";") { return true }
    let end = index
    defer { index = end }
    return word().map(Self.continuations.contains) ?? false
  }

  /// Whether a template of `format()` takes names (`%I`) and values (`%L`) only: `%s` may be any text.
  private static func keepsItsWords(_ template: ArraySlice<UInt8>) -> Bool {
    var isMark = false
    for byte in template {
      if isMark {
        if byte.isASCIIDigit || byte == UInt8(ascii: "$") { continue }
        guard [UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "%")].contains(byte) else { return false }
        isMark = false
      } else {
        isMark = byte == UInt8(ascii: "%")
      }
    }
    return true
  }

  mutating func skipSigns(_ sign: Unicode.Scalar) {
    while skipBlanks(), index < bytes.count, bytes[index] == UInt8(ascii: sign) { index += 1 }
  }

  /// Skips blanks and comments; always true, to stand in a condition.
  mutating func skipBlanks() -> Bool {
    while index < bytes.count {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes[index...].starts(with: "--".utf8) {
        while index < bytes.count, !bytes[index].isLineEnd { index += 1 }
      } else if bytes[index...].starts(with: "/*".utf8) {
        index += 2
        while index < bytes.count, !bytes[index...].starts(with: "*/".utf8) { index += 1 }
        index = min(index + 2, bytes.count)
      } else {
        return true
      }
    }
    return true
  }

  /// The word here in lower case, moving behind it.
  mutating func word() -> String? {
    let rest = bytes[index...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
    guard !rest.isEmpty else { return nil }
    // A letter before a quote belongs to the quote: `E'…'` has escapes, and is then no text written out.
    index += rest.count
    return String(decoding: rest.asciiLowercased, as: UTF8.self)
  }

  /// The content of the quote that opens here, moving behind it; `nil` where none opens or it has no end.
  mutating func quoted() -> ArraySlice<UInt8>? {
    guard index < bytes.count else { return nil }
    let mark: [UInt8]
    switch bytes[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): mark = [bytes[index]]
    case UInt8(ascii: "$"):
      let tag = bytes[(index + 1)...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") }
      guard tag.endIndex < bytes.count, bytes[tag.endIndex] == UInt8(ascii: "$") else { return nil }
      mark = Array(bytes[index...tag.endIndex])
    default: return nil
    }
    let start = index + mark.count
    var end = start
    while end < bytes.count {
      if bytes[end] == mark[0], bytes[end...].starts(with: mark) {
        // A doubled quote stands for itself.
        guard mark.count == 1, end + 1 < bytes.count, bytes[end + 1] == mark[0] else {
          index = end + mark.count
          return bytes[start..<end]
        }
        end += 1
      }
      end += 1
    }
    index = bytes.count
    return nil
  }
}

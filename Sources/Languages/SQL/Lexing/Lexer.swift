/// Cuts SQL text into tokens; never fails and reads each byte a bounded number of times.
///
/// The splitter runs it over a whole file, the recogniser over one statement, so both see the same borders.
struct Lexer: Sendable {
  let bytes: [UInt8]
  var rules: LexicalRules

  /// Where the next token is looked for; the splitter moves it over data that is no SQL.
  var position: Int

  /// Inside `/*! … */`: its end is skipped like white space.
  private(set) var isInExecutableComment = false

  /// Where a search for the end of a template last gave up, so that no byte is searched twice.
  private var templateSearchEnd = 0

  init(_ bytes: [UInt8], rules: LexicalRules, position: Int = 0) {
    self.bytes = bytes
    self.rules = rules
    self.position = position
  }

  /// The byte at `index`, or 0 outside the text.
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

  /// The text of a word in upper case.
  func upperWord(_ token: Token) -> String {
    String(decoding: bytes[token.start..<token.end].map(ASCII.upper), as: UTF8.self)
  }

  /// The next token, or `nil` at the end of the text.
  mutating func next() -> Token? {
    while position < bytes.count {
      let current = bytes[position]
      if ASCII.isSpace(current) || current == 0 {
        position += 1
      } else if rules.executableComments, skipExecutableComment(current) {
        continue
      } else {
        let token = token(startingWith: current)
        position = token.end
        return token
      }
    }
    return nil
  }

  private mutating func token(startingWith current: UInt8) -> Token {
    let start = position
    switch current {
    case ASCII.dash where byte(start + 1) == ASCII.dash && dashesStartComment(start): return lineComment()
    case ASCII.hash where rules.hashComments: return lineComment()
    case ASCII.slash where byte(start + 1) == ASCII.star: return blockComment()
    case ASCII.quote: return string(from: start, quoteAt: start, escapes: rules.backslashInStrings)
    case ASCII.doubleQuote:
      let isString = rules.doubleQuotedStrings
      return quoted(isString ? .string : .quotedName, by: ASCII.doubleQuote, escapes: isString)
    case ASCII.backtick where rules.backticks: return quoted(.quotedName, by: ASCII.backtick, escapes: false)
    case ASCII.openBracket where rules.brackets:
      return quoted(.quotedName, by: ASCII.closeBracket, escapes: false)
    case ASCII.dollar: return template(opening: 2) ?? dollar()
    case ASCII.openBrace: return template(opening: 2) ?? Token(.symbol, start, start + 1)
    default:
      if ASCII.isDigit(current) { return number() }
      if startsWord(current) { return word() }
      return Token(.symbol, start, start + 1)
    }
  }

  private func startsWord(_ byte: UInt8) -> Bool {
    ASCII.startsWord(byte) || (rules.hashInWords && (byte == ASCII.hash || byte == ASCII.at))
  }

  private func continuesWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || ASCII.isDigit(byte) || (byte == ASCII.dollar && rules.dollarInWords)
  }

  private func word() -> Token {
    var end = position + 1
    while end < bytes.count, continuesWord(bytes[end]) {
      if bytes[end] == ASCII.dollar, byte(end + 1) == ASCII.openBrace { break }
      end += 1
    }
    if rules.escapeStrings, end == position + 1, bytes[position] | 32 == UInt8(ascii: "e"),
      byte(end) == ASCII.quote
    {
      return string(from: position, quoteAt: end, escapes: true)
    }
    return Token(.word, position, end)
  }

  private func number() -> Token {
    var end = position + 1
    while end < bytes.count,
      ASCII.isDigit(bytes[end]) || ASCII.isLetter(bytes[end]) || bytes[end] == ASCII.dot
    {
      let isExponent = bytes[end] | 32 == UInt8(ascii: "e")
      end += 1
      if isExponent, byte(end) == ASCII.plus || byte(end) == ASCII.dash, ASCII.isDigit(byte(end + 1)) {
        end += 1
      }
    }
    return Token(.number, position, end)
  }
}

// MARK: - Quotes

extension Lexer {
  private func string(from start: Int, quoteAt quote: Int, escapes: Bool) -> Token {
    closing(.string, from: start, after: quote + 1, by: ASCII.quote, escapes: escapes)
  }

  private func quoted(_ kind: Token.Kind, by close: UInt8, escapes: Bool) -> Token {
    closing(kind, from: position, after: position + 1, by: close, escapes: escapes)
  }

  /// Reads to the closing quote; a doubled one stands for itself.
  private func closing(
    _ kind: Token.Kind, from start: Int, after first: Int, by close: UInt8, escapes: Bool
  ) -> Token {
    var index = first
    while index < bytes.count {
      let current = bytes[index]
      if escapes, current == ASCII.backslash {
        index += 2
      } else if current == close {
        if byte(index + 1) != close { return Token(kind, start, index + 1) }
        index += 2
      } else {
        index += 1
      }
    }
    return Token(kind, start, bytes.count, isTerminated: false)
  }

  /// A dollar quote, a parameter `$1`, or the bare sign.
  private func dollar() -> Token {
    let start = position
    if ASCII.isDigit(byte(start + 1)) {
      var end = start + 2
      while ASCII.isDigit(byte(end)) { end += 1 }
      return Token(.symbol, start, end)
    }
    guard rules.dollarQuotes else { return Token(.symbol, start, start + 1) }
    var tagEnd = start + 1
    if ASCII.startsWord(byte(tagEnd)) {
      while ASCII.startsWord(byte(tagEnd)) || ASCII.isDigit(byte(tagEnd)) { tagEnd += 1 }
    }
    guard byte(tagEnd) == ASCII.dollar else { return Token(.symbol, start, start + 1) }
    let tag = bytes[start...tagEnd]
    var index = tagEnd + 1
    while index + tag.count <= bytes.count {
      if bytes[index] == ASCII.dollar {
        if bytes[index..<index + tag.count].elementsEqual(tag) {
          return Token(.string, start, index + tag.count)
        }
        // The closing sign of a longer tag may open ours, so the search goes on right behind it.
        index += 1
      } else {
        index += 1
      }
    }
    return Token(.string, start, bytes.count, isTerminated: false)
  }

  /// `{{ … }}`, `{% … %}` or `${ … }`, unless a semicolon or the end of the text comes first: what a
  /// server would take for a border must not disappear in a marker that may be none.
  private mutating func template(opening length: Int) -> Token? {
    let close: [UInt8]
    switch (bytes[position], byte(position + 1)) {
    case (ASCII.openBrace, ASCII.openBrace): close = [ASCII.closeBrace, ASCII.closeBrace]
    case (ASCII.openBrace, ASCII.percent): close = [ASCII.percent, ASCII.closeBrace]
    case (ASCII.dollar, ASCII.openBrace): close = [ASCII.closeBrace]
    default: return nil
    }
    guard position >= templateSearchEnd else { return nil }
    var index = position + length
    while index < bytes.count, bytes[index] != ASCII.semicolon {
      if bytes[index] == close[0], close.count == 1 || byte(index + 1) == close[1] {
        return Token(.template, position, index + close.count)
      }
      index += 1
    }
    templateSearchEnd = index
    return nil
  }
}

// MARK: - Comments

extension Lexer {
  private func dashesStartComment(_ start: Int) -> Bool {
    guard rules.dashesNeedSpace, start + 2 < bytes.count else { return true }
    // MySQL asks for white space or a control character; drizzle's marker is cut out before MySQL sees it.
    return bytes[start + 2] <= ASCII.space || bytes[start...].starts(with: DirectiveReader.drizzleMarker)
  }

  private func lineComment() -> Token {
    var end = position
    while end < bytes.count, bytes[end] != ASCII.lineFeed {
      if rules.returnEndsComment, bytes[end] == ASCII.carriageReturn { break }
      end += 1
    }
    return Token(.lineComment, position, end)
  }

  private func blockComment() -> Token {
    var depth = 1
    var index = position + 2
    while index < bytes.count {
      if bytes[index] == ASCII.star, byte(index + 1) == ASCII.slash {
        depth -= 1
        index += 2
        if depth == 0 { return Token(.blockComment, position, index) }
      } else if rules.nestedComments, bytes[index] == ASCII.slash, byte(index + 1) == ASCII.star {
        depth += 1
        index += 2
      } else {
        index += 1
      }
    }
    return Token(.blockComment, position, bytes.count, isTerminated: false)
  }

  /// Whether a dialect with other comments would take a part of this block comment for code.
  ///
  /// Which database runs a file is often a guess, and what is a comment for one must not hide from it what the other
  /// runs.
  func isReadOtherwiseElsewhere(_ comment: Token) -> Bool {
    let text = bytes[comment.start..<comment.end]
    let opening = text.dropFirst(2)
    if opening.first == ASCII.bang || opening.starts(with: "M!".utf8) { return true }
    guard rules.nestedComments else { return false }
    // Where comments do not nest, this one ends at the first `*/`.
    var index = opening.startIndex
    while index + 1 < text.endIndex, !(text[index] == ASCII.star && text[index + 1] == ASCII.slash) { index += 1 }
    return text[min(index + 2, text.endIndex)...].contains { ASCII.isLetter($0) || $0 == ASCII.semicolon }
  }

  /// Skips the opening `/*!50100` or `/*M!`, and the `*/` that belongs to it.
  private mutating func skipExecutableComment(_ current: UInt8) -> Bool {
    if isInExecutableComment, current == ASCII.star, byte(position + 1) == ASCII.slash {
      isInExecutableComment = false
      position += 2
      return true
    }
    guard current == ASCII.slash, byte(position + 1) == ASCII.star else { return false }
    var index = position + 2
    if byte(index) == UInt8(ascii: "M") { index += 1 }
    guard byte(index) == ASCII.bang else { return false }
    index += 1
    while ASCII.isDigit(byte(index)) { index += 1 }
    isInExecutableComment = true
    position = index
    return true
  }
}

/// Cuts host code into tokens, comments left out.
///
/// It knows quotes and comments well enough that no text in them is taken for code, and no code for text; it does not
/// know the language's grammar.
struct HostLexer {
  private let bytes: [UInt8]
  private let language: HostLanguage
  private var index = 0
  /// Where the text that is being read ends.
  private var limit: Int
  private var tokens: [HostToken] = []
  /// Here-documents whose text starts at the next line.
  private var pending: [HereDocument] = []

  private struct HereDocument {
    let token: Int
    let tag: [UInt8]
    let isRaw: Bool
    let isIndented: Bool
  }

  static func tokens(_ bytes: [UInt8], _ language: HostLanguage) -> [HostToken] {
    var lexer = HostLexer(bytes, language)
    lexer.run()
    return lexer.tokens
  }

  private init(_ bytes: [UInt8], _ language: HostLanguage) {
    self.bytes = bytes
    self.language = language
    limit = bytes.count
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private func starts(_ text: String) -> Bool { bytes[min(index, bytes.count)...].starts(with: text.utf8) }

  private mutating func run() {
    while index < bytes.count {
      switch byte() {
      case UInt8(ascii: "\n"): newline()
      case 0...32: index += 1
      default:
        if skipComment() || string() || symbol() || word() || number() { continue }
        sign()
      }
    }
    while !pending.isEmpty { readHereDocuments() }
  }

  private mutating func newline() {
    if language.endsAtLines { tokens.append(HostToken(.newline, index, index + 1, "\n")) }
    index += 1
    readHereDocuments()
  }

  // MARK: Comments

  private mutating func skipComment() -> Bool {
    if byte() == UInt8(ascii: "#"), language.hasHashComments, !(language == .php && byte(1) == UInt8(ascii: "[")) {
      skipLine()
      return true
    }
    if language.hasSlashComments, starts("//") {
      skipLine()
      return true
    }
    if language.hasSlashComments, starts("/*") {
      skipBlock("/*", "*/", nests: language == .swift)
      return true
    }
    if language == .ruby, starts("=begin"), index == 0 || bytes[index - 1] == UInt8(ascii: "\n") {
      skipBlock("=begin", "\n=end", nests: false)
      return true
    }
    return false
  }

  private mutating func skipLine() {
    while index < bytes.count, byte() != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func skipBlock(_ open: String, _ close: String, nests: Bool) {
    var depth = 0
    repeat {
      if starts(open), depth == 0 || nests {
        depth += 1
        index += open.utf8.count
      } else if starts(close) {
        depth -= 1
        index += close.utf8.count
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  // MARK: Words, numbers, signs

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 97 && byte | 0x20 <= 122) || (byte >= 48 && byte <= 57) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private mutating func word() -> Bool {
    let start = index
    if byte() == UInt8(ascii: "@") || (byte() == UInt8(ascii: "$") && language != .ruby) { index += 1 }
    guard Self.isWord(byte()), !(byte() >= 48 && byte() <= 57) else {
      index = start
      return false
    }
    while index < bytes.count, Self.isWord(byte()) { index += 1 }
    if language.hasEndWords, byte() == UInt8(ascii: "!") || byte() == UInt8(ascii: "?"), byte(1) != UInt8(ascii: "=") {
      index += 1
    }
    add(.word, start)
    return true
  }

  private mutating func number() -> Bool {
    guard byte() >= 48, byte() <= 57 else { return false }
    let start = index
    while index < bytes.count, Self.isWord(byte()) || (byte() == UInt8(ascii: ".") && byte(1) >= 48 && byte(1) <= 57) {
      index += 1
    }
    add(.number, start)
    return true
  }

  private mutating func sign() {
    let start = index
    let isDouble = ["->", "=>", "::", "?.", "|>"].contains { starts($0) }
    index += isDouble ? 2 : 1
    add(.sign, start)
  }

  private mutating func add(_ kind: HostToken.Kind, _ start: Int) {
    tokens.append(HostToken(kind, start, index, String(decoding: bytes[start..<index], as: UTF8.self)))
  }

  private mutating func symbol() -> Bool {
    guard language.hasEndWords, byte() == UInt8(ascii: ":"), byte(1) != UInt8(ascii: ":"),
      index == 0 || bytes[index - 1] != UInt8(ascii: ":")
    else { return false }
    let start = index
    if byte(1) == UInt8(ascii: "\"") {
      index += 1
      _ = string()
      if let last = tokens.popLast() { tokens.append(HostToken(.symbol, start, index, last.text)) }
      return true
    }
    guard Self.isWord(byte(1)), !(byte(1) >= 48 && byte(1) <= 57) else { return false }
    index += 1
    while index < bytes.count, Self.isWord(byte()) { index += 1 }
    tokens.append(HostToken(.symbol, start, index, String(decoding: bytes[(start + 1)..<index], as: UTF8.self)))
    return true
  }
}

// MARK: - Strings

extension HostLexer {
  private mutating func string() -> Bool {
    if hereDocument() || percentLiteral() || regularExpression() { return true }
    let start = index
    // Python's and Elixir's prefixes: r'…', f"…", ~S"""…""".
    var prefix = ""
    if language == .python {
      let letters = bytes[index...].prefix(2).prefix { "rbfuRBFU".utf8.contains($0) }
      if index + letters.count < bytes.count, [39, 34].contains(bytes[index + letters.count]) {
        prefix = String(decoding: letters, as: UTF8.self).lowercased()
        index += letters.count
      }
    } else if language == .swift, byte() == UInt8(ascii: "#") {
      prefix = String(decoding: bytes[index...].prefix { $0 == UInt8(ascii: "#") }, as: UTF8.self)
      index += prefix.utf8.count
    } else if language == .elixir, byte() == UInt8(ascii: "~"), byte(2) == UInt8(ascii: "\"") {
      prefix = String(decoding: [byte(1)], as: UTF8.self)
      index += 2
    }
    let quote = byte()
    guard quote == 39 || quote == 34 || (quote == UInt8(ascii: "`") && [.javascript, .ruby].contains(language)) else {
      index = start
      return false
    }
    let isTriple = [.python, .elixir, .swift].contains(language) && byte(1) == quote && byte(2) == quote
    let isRaw =
      prefix.contains("r") || prefix == "S" || prefix.hasPrefix("#")
      || (quote == 39 && (language == .ruby || language == .php))
    let interpolates: Bool =
      switch language {
      case .python: prefix.contains("f")
      case .javascript: quote == UInt8(ascii: "`")
      case .swift: !isRaw
      case .ruby, .php, .elixir: !isRaw
      }
    index += isTriple ? 3 : 1
    read(
      from: start,
      until: Array(repeating: quote, count: isTriple ? 3 : 1) + (prefix.hasPrefix("#") ? Array(prefix.utf8) : []),
      isRaw: isRaw, interpolates: interpolates)
    return true
  }

  /// Reads a string's text up to its closing mark.
  private mutating func read(from start: Int, until close: [UInt8], isRaw: Bool, interpolates: Bool) {
    let contentStart = index
    var content: [UInt8] = []
    var isInterpolated = false
    while index < limit, close.isEmpty || !bytes[index...].starts(with: close) {
      if interpolates, let skipped = interpolation() {
        index += skipped
        isInterpolated = true
        content += Array("{{value}}".utf8)
      } else if byte() == UInt8(ascii: "\\"), index + 1 < bytes.count {
        content +=
          isRaw && byte(1) != close.first && byte(1) != UInt8(ascii: "\\")
          ? [byte(), byte(1)] : Self.unescaped(byte(1))
        index += 2
      } else {
        content.append(byte())
        index += 1
      }
    }
    index = min(index + close.count, limit)
    tokens.append(
      HostToken(
        .string, start, index, String(decoding: content, as: UTF8.self), isInterpolated: isInterpolated,
        contentStart: contentStart))
  }

  private static func unescaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "n"): [10]
    case UInt8(ascii: "t"): [9]
    case UInt8(ascii: "r"): [13]
    // A line end that is escaped joins two lines.
    case 10: []
    default: [byte]
    }
  }

  /// The length of what is put in here; `nil` when nothing is.
  private func interpolation() -> Int? {
    let open: String
    switch language {
    case .ruby, .elixir: open = "#{"
    case .javascript: open = "${"
    case .swift: open = "\\("
    case .python:
      guard byte() == UInt8(ascii: "{") else { return nil }
      if byte(1) == UInt8(ascii: "{") { return nil }
      open = "{"
    case .php:
      if byte() == UInt8(ascii: "$"), Self.isWord(byte(1)) {
        return 1 + bytes[(index + 1)...].prefix(while: Self.isWord).count
      }
      open = "{$"
    }
    guard starts(open) else { return nil }
    let (up, down): (UInt8, UInt8) = language == .swift ? (40, 41) : (123, 125)
    var depth = 0
    var end = index
    while end < bytes.count {
      if bytes[end] == up { depth += 1 }
      if bytes[end] == down {
        depth -= 1
        if depth == 0 { return end + 1 - index }
      }
      end += 1
    }
    return bytes.count - index
  }

  /// Ruby's `%q(…)`, `%Q[…]`, `%(…)`; `%w[a b]` and `%i[a b]` as one string with blanks.
  private mutating func percentLiteral() -> Bool {
    guard language == .ruby, byte() == UInt8(ascii: "%") else { return false }
    let letters = bytes[(index + 1)...].prefix(1).filter { "qQwWiI".utf8.contains($0) }
    let opening = byte(1 + letters.count)
    let pairs: [UInt8: UInt8] = [40: 41, 91: 93, 123: 125, 60: 62, 124: 124]
    guard let close = pairs[opening], !letters.isEmpty || lastEndsNoValue else { return false }
    let start = index
    index += 2 + letters.count
    read(from: start, until: [close], isRaw: letters.first.map { "qwi".utf8.contains($0) } ?? false, interpolates: true)
    if letters.first.map({ "wWiI".utf8.contains($0) }) == true, let list = tokens.popLast() {
      // A list of words: brackets and strings.
      tokens.append(HostToken(.sign, start, start, "["))
      for (place, word) in list.text.split(separator: " ").enumerated() {
        if place > 0 { tokens.append(HostToken(.sign, start, start, ",")) }
        tokens.append(HostToken(.string, start, list.end, String(word)))
      }
      tokens.append(HostToken(.sign, list.end, list.end, "]"))
    }
    return true
  }

  /// Whether what stands before is no value, so that `/` and `%` begin a literal.
  private var lastEndsNoValue: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .newline: return true
    case .sign: return ![")", "]", "}"].contains(last.text)
    case .word: return ["return", "when", "if", "unless", "and", "or"].contains(last.text)
    case .symbol, .string, .number: return false
    }
  }

  private mutating func regularExpression() -> Bool {
    guard language == .javascript || language == .ruby, byte() == UInt8(ascii: "/"), lastEndsNoValue,
      byte(1) != 32
    else { return false }
    var end = index + 1
    var isInClass = false
    while end < bytes.count, bytes[end] != 10 {
      if bytes[end] == UInt8(ascii: "\\") { end += 1 } else if bytes[end] == UInt8(ascii: "[") { isInClass = true }
      if end < bytes.count, bytes[end] == UInt8(ascii: "]") { isInClass = false }
      if end < bytes.count, bytes[end] == UInt8(ascii: "/"), !isInClass {
        let start = index
        index = end + 1
        tokens.append(HostToken(.sign, start, index, "/"))
        return true
      }
      end += 1
    }
    return false
  }

  /// Ruby's `<<~SQL`, PHP's `<<<SQL`.
  private mutating func hereDocument() -> Bool {
    let isPHP = language == .php && starts("<<<")
    guard isPHP || (language == .ruby && starts("<<")) else { return false }
    var place = index + (isPHP ? 3 : 2)
    var isIndented = isPHP
    if !isPHP, place < bytes.count, bytes[place] == UInt8(ascii: "~") || bytes[place] == UInt8(ascii: "-") {
      place += 1
      isIndented = true
    }
    while isPHP, place < bytes.count, bytes[place] == 32 { place += 1 }
    var quote: UInt8?
    if place < bytes.count, bytes[place] == 39 || bytes[place] == 34 {
      quote = bytes[place]
      place += 1
    }
    let tag = Array(bytes[min(place, bytes.count)...].prefix(while: Self.isWord))
    // `list << VALUE` appends; a tag is written against its mark.
    guard let first = tag.first, !(first >= 48 && first <= 57) else { return false }
    if !isPHP, quote == nil, !isIndented, !(first >= 65 && first <= 90) { return false }
    place += tag.count
    if let quote, place < bytes.count, bytes[place] == quote { place += 1 }
    pending.append(HereDocument(token: tokens.count, tag: tag, isRaw: quote == 39, isIndented: isIndented))
    tokens.append(HostToken(.string, index, place, ""))
    index = place
    return true
  }

  private mutating func readHereDocuments() {
    let documents = pending
    pending = []
    for document in documents {
      let start = index
      var end = bytes.count
      while index < bytes.count {
        let lineStart = index
        skipLine()
        let line = bytes[lineStart..<index].drop { document.isIndented && ($0 == 32 || $0 == 9) }
        if line.starts(with: document.tag), !(line.dropFirst(document.tag.count).first.map(Self.isWord) ?? false) {
          end = lineStart
          // PHP goes on behind the tag, on the same line.
          if language == .php { index = lineStart + (bytes[lineStart..<index].count - line.count) + document.tag.count }
          break
        }
        index += 1
      }
      let (rest, old) = (index, tokens[document.token])
      (index, limit) = (start, end)
      read(from: start, until: [], isRaw: document.isRaw, interpolates: !document.isRaw)
      limit = bytes.count
      guard let text = tokens.popLast() else { continue }
      tokens[document.token] = HostToken(
        .string, old.start, old.end, text.text, isInterpolated: text.isInterpolated, contentStart: start)
      index = rest
    }
  }
}

/// The place where recognition ended: the statement is not one that the recogniser knows.
struct Unrecognized: Error {
  /// The byte in the statement's text.
  let offset: Int
}

/// Walks over the tokens of one statement, comments left out.
///
/// Parentheses are matched once, in advance, so that skipping them costs one step and no input takes more
/// than linear time.
struct TokenCursor: Sendable {
  let bytes: [UInt8]
  let tokens: [Token]
  let dialect: Dialect

  /// The bare words in upper case, by token; empty for other tokens and for words longer than any keyword.
  private let uppercased: [String]

  /// For the index of an opening parenthesis or bracket, the index of its partner; for every other token -1.
  let partners: [Int]

  /// The next token to be read.
  var index = 0

  /// One past the last token of the part that is being read.
  var limit: Int

  /// `STATS_SAMPLE_PAGES` is the longest word that is looked for.
  private static let longestKeyword = 18

  init(_ statement: Statement) {
    bytes = statement.text
    dialect = statement.dialect
    var lexer = Lexer(statement.text, rules: LexicalRules(statement.dialect))
    var tokens: [Token] = []
    var uppercased: [String] = []
    while let token = lexer.next() {
      if token.isComment { continue }
      tokens.append(token)
      let isKeyword = token.kind == .word && token.end - token.start <= Self.longestKeyword
      uppercased.append(isKeyword ? lexer.upperWord(token) : "")
    }
    var partners = [Int](repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .symbol {
      switch bytes[token.start] {
      case ASCII.openParenthesis, ASCII.openBracket: open.append(index)
      case ASCII.closeParenthesis, ASCII.closeBracket:
        guard let start = open.popLast() else { continue }
        let isPair =
          (bytes[tokens[start].start] == ASCII.openBracket) == (bytes[token.start] == ASCII.closeBracket)
        if isPair { partners[start] = index }
      default: break
      }
    }
    self.tokens = tokens
    self.uppercased = uppercased
    self.partners = partners
    limit = tokens.count
  }

  var isAtEnd: Bool { index >= limit }

  /// The failure at the next token.
  var failure: Unrecognized {
    Unrecognized(offset: index < tokens.count ? tokens[index].start : bytes.count)
  }

  /// The token `offset` places ahead.
  func peek(_ offset: Int = 0) -> Token? {
    let place = index + offset
    return place >= 0 && place < limit && place < tokens.count ? tokens[place] : nil
  }

  /// The bare word ahead in upper case; empty when there is none.
  func word(_ offset: Int = 0) -> String {
    let place = index + offset
    return place >= 0 && place < limit && place < uppercased.count ? uppercased[place] : ""
  }

  /// The bare word ahead is one of `words`.
  func isWord(_ words: String..., at offset: Int = 0) -> Bool {
    let word = word(offset)
    return !word.isEmpty && words.contains(word)
  }

  /// The symbol ahead is `byte`.
  func isSymbol(_ byte: UInt8, at offset: Int = 0) -> Bool {
    guard let token = peek(offset), token.kind == .symbol else { return false }
    return bytes[token.start] == byte
  }

  /// Takes the given words if all of them come next.
  mutating func accept(_ words: String...) -> Bool {
    for (offset, word) in words.enumerated() where self.word(offset) != word { return false }
    index += words.count
    return true
  }

  /// Takes whichever of the words comes next and returns it.
  mutating func acceptAny(_ words: String...) -> String? {
    let next = word()
    guard !next.isEmpty, words.contains(next) else { return nil }
    index += 1
    return next
  }

  /// Takes the symbol if it comes next.
  mutating func accept(symbol byte: UInt8) -> Bool {
    guard isSymbol(byte) else { return false }
    index += 1
    return true
  }

  /// Takes the given words, which must come next.
  mutating func expect(_ words: String...) throws(Unrecognized) {
    for word in words {
      guard self.word() == word else { throw failure }
      index += 1
    }
  }

  mutating func expect(symbol byte: UInt8) throws(Unrecognized) {
    guard accept(symbol: byte) else { throw failure }
  }

  /// Nothing may follow.
  func expectEnd() throws(Unrecognized) {
    guard isAtEnd else { throw failure }
  }

  /// The index of the token behind a group in parentheses that starts next; `nil` when none does or it does
  /// not end.
  var groupEnd: Int? {
    guard isSymbol(ASCII.openParenthesis), partners[index] >= 0, partners[index] < limit else { return nil }
    return partners[index] + 1
  }

  /// Skips one token, or a whole group in parentheses or brackets.
  mutating func skip() throws(Unrecognized) {
    guard !isAtEnd else { throw failure }
    if isSymbol(ASCII.openParenthesis) || isSymbol(ASCII.openBracket) {
      guard partners[index] >= 0, partners[index] < limit else { throw failure }
      index = partners[index] + 1
    } else {
      index += 1
    }
  }

  /// The source text of the tokens in `range`.
  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last, last < tokens.count else { return "" }
    return String(decoding: bytes[tokens[first].start..<tokens[last].end], as: UTF8.self)
  }

  /// Whether SQL Server's `ONLINE = ON` stands in `range`, in whatever parentheses.
  func isOnline(_ range: Range<Int>) -> Bool {
    guard dialect == .mssql else { return false }
    return range.contains { isWord("ONLINE", at: $0 - index) && isWord("ON", at: $0 + 2 - index) }
  }

  /// The words of the tokens in `range` in upper case, for people; a group in parentheses is left out.
  func words(_ range: Range<Int>) -> String {
    var cursor = self
    cursor.index = range.lowerBound
    cursor.limit = range.upperBound
    var result: [String] = []
    while !cursor.isAtEnd, result.count < 6 {
      if !cursor.word().isEmpty { result.append(cursor.word()) }
      cursor.index = cursor.groupEnd ?? (cursor.index + 1)
    }
    return result.joined(separator: " ")
  }
}

// MARK: - Names and literals

extension TokenCursor {
  /// One part of a name: a word (folded), a quoted name, a template marker, or several of them without space
  /// between (`{{prefix}}users`). Reserved words are no names.
  mutating func name() throws(Unrecognized) -> String {
    guard let part = namePart() else { throw failure }
    return part
  }

  /// A name, or any word: behind a dot, and where the grammar has words of its own (`OWNER TO CURRENT_USER`).
  mutating func label() throws(Unrecognized) -> String {
    guard let part = namePart(allowsReserved: true) else { throw failure }
    return part
  }

  /// As ``name()``, but `nil` when no name comes next.
  mutating func namePart(allowsReserved: Bool = false) -> String? {
    guard let first = peek(), isNameToken(first) else { return nil }
    if !allowsReserved, dialect == .postgres, ReservedWords.postgres.contains(word()) { return nil }
    var name = nameText(first)
    index += 1
    var end = first.end
    var touchesTemplate = first.kind == .template
    while let next = peek(), next.start == end,
      next.kind == .template || (touchesTemplate && next.kind == .word)
    {
      name += nameText(next)
      end = next.end
      touchesTemplate = true
      index += 1
    }
    return name
  }

  /// A name of up to three parts.
  mutating func qualifiedName() throws(Unrecognized) -> QualifiedName {
    var parts = [try name()]
    while isSymbol(ASCII.dot) {
      index += 1
      // SQL Server leaves the schema out in `database..table`.
      if isSymbol(ASCII.dot) { continue }
      guard parts.count < 3 else { throw failure }
      parts.append(try label())
    }
    guard let name = QualifiedName(parts: parts) else { throw failure }
    return name
  }

  /// Names between commas.
  mutating func qualifiedNames() throws(Unrecognized) -> [QualifiedName] {
    var names = [try qualifiedName()]
    while accept(symbol: ASCII.comma) { names.append(try qualifiedName()) }
    return names
  }

  /// The columns of `(a, b)`; an expression, and a column with options behind it (`a DESC`, MySQL's `a(10)`),
  /// keeps its first name if it starts with one and calls nothing.
  mutating func columnList() throws(Unrecognized) -> [String?] {
    guard let end = groupEnd else { throw failure }
    index += 1
    var columns: [String?] = []
    while index < end - 1 {
      let first = index
      let isLengthPrefix = dialect == .mysql && isSymbol(ASCII.openParenthesis, at: 1)
      let isPlain = !isSymbol(ASCII.openParenthesis, at: 1) && !isSymbol(ASCII.dot, at: 1)
      let name = isPlain || isLengthPrefix ? namePart() : nil
      columns.append(name)
      while index < end - 1, !isSymbol(ASCII.comma) { try skip() }
      guard index > first else { throw failure }
      if index < end - 1 { index += 1 }
    }
    index = end
    return columns
  }

  /// A string literal or dollar quote without its quotes.
  mutating func stringLiteral() throws(Unrecognized) -> String {
    guard let token = peek(), token.kind == .string else { throw failure }
    index += 1
    return Unquoting.string(bytes[token.start..<token.end], dialect: dialect)
  }

  private func isNameToken(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .quotedName, .template: true
    // MySQL takes a double-quoted name under ANSI_QUOTES; where only a name can stand it is one.
    case .string: bytes[token.start] == ASCII.doubleQuote
    default: false
    }
  }

  private func nameText(_ token: Token) -> String {
    let text = bytes[token.start..<token.end]
    return switch token.kind {
    case .word: clipped(String(decoding: text.map(ASCII.lower), as: UTF8.self))
    case .template: String(decoding: text, as: UTF8.self)
    default: clipped(Unquoting.name(text))
    }
  }

  /// The bytes of a name that PostgreSQL keeps (NAMEDATALEN - 1); two names that differ behind them are one
  /// object.
  private static let postgresNameBytes = 63

  private func clipped(_ name: String) -> String {
    guard dialect == .postgres, name.utf8.count > Self.postgresNameBytes else { return name }
    var end = name.utf8.index(name.utf8.startIndex, offsetBy: Self.postgresNameBytes)
    while end > name.utf8.startIndex, name.utf8[end] & 0xC0 == 0x80 { end = name.utf8.index(before: end) }
    return String(name[..<end])
  }
}

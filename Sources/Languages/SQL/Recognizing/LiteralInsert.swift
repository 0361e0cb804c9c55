/// Reads `INSERT INTO t (a, b) VALUES (1, 'x'), …` where every value is a literal: seeds and dumps have thousands of them, and
/// no grammar is needed to know what such a statement does.
///
/// It takes a part of what PostgreSQL takes, and leaves everything else to the parser: comments, escapes, casts, functions,
/// conflict clauses.
public struct LiteralInsert {
  private let text: [UInt8]
  private var place = 0

  /// The command of a statement; `nil` for one that is not written so.
  public static func command(of statement: Statement) -> Command? {
    guard statement.dialect == .postgres, let first = statement.text.first, ASCII.upper(first) == UInt8(ascii: "I")
    else { return nil }
    var reader = LiteralInsert(text: statement.text)
    return reader.insert().map { .insert($0, from: []) }
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func insert() -> QualifiedName? {
    guard accept("INSERT"), accept("INTO"), let table = qualifiedName() else { return nil }
    if accept(ASCII.openParenthesis) {
      repeat { guard name() != nil else { return nil } } while accept(ASCII.comma)
      guard accept(ASCII.closeParenthesis) else { return nil }
    }
    guard accept("VALUES") else { return nil }
    repeat {
      guard accept(ASCII.openParenthesis) else { return nil }
      repeat { guard skipLiteral() else { return nil } } while accept(ASCII.comma)
      guard accept(ASCII.closeParenthesis) else { return nil }
    } while accept(ASCII.comma)
    skipBlanks()
    return place == text.count ? table : nil
  }

  private mutating func skipBlanks() {
    while place < text.count, ASCII.isSpace(text[place]) { place += 1 }
  }

  private mutating func accept(_ sign: UInt8) -> Bool {
    skipBlanks()
    guard place < text.count, text[place] == sign else { return false }
    place += 1
    return true
  }

  /// Takes a keyword, given in upper case, that no letter follows.
  private mutating func accept(_ word: String) -> Bool {
    skipBlanks()
    let end = place + word.utf8.count
    guard end <= text.count, end == text.count || !isWord(text[end]) else { return false }
    var index = place
    for letter in word.utf8 {
      guard ASCII.upper(text[index]) == letter else { return false }
      index += 1
    }
    place = end
    return true
  }

  private func isWord(_ byte: UInt8) -> Bool {
    ASCII.startsWord(byte) || ASCII.isDigit(byte) || byte == ASCII.dollar
  }

  // MARK: Names

  private mutating func qualifiedName() -> QualifiedName? {
    guard let first = name() else { return nil }
    guard accept(ASCII.dot) else { return QualifiedName(first) }
    guard let second = name(), !accept(ASCII.dot) else { return nil }
    return QualifiedName(schema: first, second)
  }

  /// PostgreSQL keeps so many bytes of a name; of longer ones the parser knows what becomes.
  private static let nameBytes = 63

  private mutating func name() -> String? {
    skipBlanks()
    guard place < text.count else { return nil }
    let isQuoted = text[place] == ASCII.doubleQuote
    guard isQuoted || ASCII.startsWord(text[place]) else { return nil }
    let start = isQuoted ? place + 1 : place
    let rest = text[start...]
    guard let end = isQuoted ? rest.firstIndex(of: ASCII.doubleQuote) : rest.firstIndex(where: { !isWord($0) }),
      end > start, end - start <= Self.nameBytes
    else { return nil }
    place = isQuoted ? end + 1 : end
    // A doubled quote stands for one.
    if isQuoted { return place < text.count && text[place] == ASCII.doubleQuote ? nil : decoded(rest[..<end]) }
    guard !rest[..<end].contains(where: { $0 >= 0x80 }) else { return nil }
    let isReserved = ReservedWords.postgres.contains(decoded(ArraySlice(rest[..<end].map(ASCII.upper))))
    return isReserved ? nil : decoded(ArraySlice(rest[..<end].map(ASCII.lower)))
  }

  private func decoded(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Literals

  private mutating func skipLiteral() -> Bool {
    skipBlanks()
    guard place < text.count else { return false }
    switch text[place] {
    case ASCII.quote: return skipString()
    case ASCII.dash:
      place += 1
      return skipNumber()
    case let byte where ASCII.isDigit(byte): return skipNumber()
    default: return accept("NULL") || accept("TRUE") || accept("FALSE") || accept("DEFAULT")
    }
  }

  private mutating func skipString() -> Bool {
    place += 1
    while place < text.count {
      switch text[place] {
      // What it means is a setting's.
      case ASCII.backslash: return false
      case ASCII.quote where place + 1 < text.count && text[place + 1] == ASCII.quote: place += 2
      case ASCII.quote:
        place += 1
        return true
      default: place += 1
      }
    }
    return false
  }

  /// Digits, with a point among them or not.
  private mutating func skipNumber() -> Bool {
    guard place < text.count, ASCII.isDigit(text[place]) else { return false }
    skipDigits()
    if place + 1 < text.count, text[place] == ASCII.dot, ASCII.isDigit(text[place + 1]) {
      place += 1
      skipDigits()
    }
    return place < text.count && !isWord(text[place]) && text[place] != ASCII.dot
  }

  private mutating func skipDigits() {
    while place < text.count, ASCII.isDigit(text[place]) { place += 1 }
  }
}

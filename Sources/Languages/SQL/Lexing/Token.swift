/// A lexical unit of SQL text: a kind and the bytes it covers. White space gives no token.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A bare word: keyword or name.
    case word
    /// A name in double quotes, backticks or brackets.
    case quotedName
    /// A string literal with its prefix (`E'…'`) or a dollar quote.
    case string
    case number
    /// Any other single byte.
    case symbol
    /// A template marker with its delimiters.
    case template
    case lineComment
    case blockComment
  }

  let kind: Kind
  let start: Int
  let end: Int

  /// False when the text ended before the closing quote.
  let isTerminated: Bool

  init(_ kind: Kind, _ start: Int, _ end: Int, isTerminated: Bool = true) {
    self.kind = kind
    self.start = start
    self.end = end
    self.isTerminated = isTerminated
  }

  var isComment: Bool { kind == .lineComment || kind == .blockComment }
}

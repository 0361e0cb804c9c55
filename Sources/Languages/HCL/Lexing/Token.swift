/// A lexical element: what it is and where. Its text is read from the file when needed.
struct Token {
  let kind: TokenKind
  private let storedStart: UInt32
  private let storedEnd: UInt32

  var start: Int { Int(storedStart) }
  var end: Int { Int(storedEnd) }
  var range: HCL.ByteRange { HCL.ByteRange(start: start, end: end) }

  init(_ kind: TokenKind, _ start: Int, _ end: Int) {
    self.kind = kind
    storedStart = UInt32(truncatingIfNeeded: start)
    storedEnd = UInt32(truncatingIfNeeded: end)
  }
}

/// The kinds of tokens. Spaces and comments give none; a line comment and any run of line ends give one
/// `newline`.
enum TokenKind: UInt8 {
  case endOfFile, newline
  /// Bytes that cannot be part of HCL; the lexer has diagnosed them.
  case invalid
  case identifier, number
  case openBrace, closeBrace, openBracket, closeBracket, openParenthesis, closeParenthesis
  case dot, comma, colon, doubleColon, ellipsis, fatArrow, question, equal
  case star, slash, percent, plus, minus, bang
  case equalEqual, notEqual, less, lessOrEqual, greater, greaterOrEqual, and, or
  case openQuote, closeQuote
  /// `<<MARKER` with its line end; `<<-MARKER` is the flush form.
  case openHeredoc, openFlushHeredoc
  /// The line of the end marker without its line end.
  case closeHeredoc
  /// Template text that stands for itself. In a heredoc, at most one line.
  case text
  /// Text of a quoted string with backslash escapes in it.
  case escapedText
  /// `$${` or `%%{`.
  case escapedOpener
  /// `${` or `${~`
  case openInterpolation
  /// `%{` or `%{~`
  case openDirective
  /// The `}` or `~}` of an interpolation or directive.
  case closeSequence
}

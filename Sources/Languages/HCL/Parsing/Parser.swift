/// Thrown to leave a body item that cannot be read; its diagnostic is already recorded.
struct Interruption: Error {}

/// A recursive-descent parser over the tokens of one segment of a file.
///
/// Functions that read a part of an expression throw `Interruption` where it stops making sense. The body
/// item around it catches that, keeps what it has, and goes on at the next place where an item can start.
struct Parser {
  let bytes: [UInt8]
  let tokens: ContiguousArray<Token>
  let maximumDepth: Int
  var diagnostics: DiagnosticCollector
  /// The index of the next token.
  var index = 0
  /// Whether line ends mean nothing here, as inside `()`, `[]` and `${}`.
  var skipsNewlines = false
  /// How deep the parser is inside blocks and expressions.
  var depth = 0
  /// The height of the tree that the last expression function returned. It bounds the recursion of whoever
  /// walks or frees the tree, which `depth` alone does not: `a + a + a …` grows a tree without nesting.
  var height = 0
  /// Whether an item ran into the end of the segment before it was closed.
  var isOpenAtEnd = false

  init(lexed: Lexer, maximumDepth: Int) {
    bytes = lexed.bytes
    tokens = lexed.tokens
    diagnostics = lexed.diagnostics
    isOpenAtEnd = lexed.isOpenAtEnd
    self.maximumDepth = maximumDepth
  }

  // MARK: Tokens

  /// The kind of the next token that means something here.
  mutating func peek() -> TokenKind {
    if skipsNewlines {
      while tokens[index].kind == .newline { index += 1 }
    }
    return tokens[index].kind
  }

  /// The next token itself, after `peek()`.
  var current: Token { tokens[index] }

  /// Takes the token that `peek()` gave. The end of the file is never passed.
  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if token.kind != .endOfFile { index += 1 }
    return token
  }

  /// Takes the next token when it is of this kind.
  mutating func take(_ kind: TokenKind) -> Token? {
    peek() == kind ? advance() : nil
  }

  mutating func expect(_ kind: TokenKind, or problem: HCL.Problem) throws(Interruption) -> Token {
    guard peek() == kind else { throw failure(problem) }
    return advance()
  }

  func text(_ token: Token) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }

  /// Whether the next token is this word.
  mutating func isAt(word: String) -> Bool {
    peek() == .identifier && isWord(current, word)
  }

  func isWord(_ token: Token, _ word: String) -> Bool {
    let utf8 = word.utf8
    return token.end - token.start == utf8.count && utf8.elementsEqual(bytes[token.start..<token.end])
  }

  // MARK: Failures and bounds

  /// Records that the next token does not fit. A token that the lexer rejected is already recorded.
  mutating func failure(_ problem: HCL.Problem) -> Interruption {
    if peek() != .invalid { diagnostics.add(problem, current.range) }
    return Interruption()
  }

  /// Goes one level deeper; the caller goes back with `depth -= 1`, and an interruption resets `depth` at the
  /// item.
  mutating func enter() throws(Interruption) {
    guard depth < maximumDepth else { throw failure(.nestingTooDeep) }
    depth += 1
  }

  /// Sets the height of an expression whose tallest part has the height `tallest`.
  mutating func grow(over tallest: Int) throws(Interruption) {
    guard tallest < maximumDepth else { throw failure(.nestingTooDeep) }
    height = tallest + 1
  }
}

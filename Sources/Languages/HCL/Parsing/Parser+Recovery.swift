extension Parser {
  /// Moves from a failure inside the item that began at token `first` to the place where the next item can
  /// start.
  ///
  /// That is the first line end behind the failure that is under no bracket opened since `first`, or a `}`
  /// that belongs to the body around the item. A bracket that was never closed must not swallow the items
  /// behind it, so a line that begins like an attribute or block ends it too, where no such line could stand:
  /// under `(` or `[`.
  mutating func resynchronise(from first: Int, isNested: Bool) {
    var failed = index
    // Where line ends mean nothing, the failure shows only on the token behind them.
    while failed > first, tokens[failed - 1].kind == .newline { failed -= 1 }
    var brackets = OpenBrackets()
    index = first
    while current.kind != .endOfFile {
      let kind = current.kind
      if kind == .newline {
        if index >= failed, brackets.isEmpty { return }
        if brackets.endAtItemLines, isItemStart(index + 1) { return }
      } else if kind == .closeBrace, !brackets.holds(.openBrace), isNested, index >= failed {
        return
      }
      brackets.note(kind)
      index += 1
    }
    if !brackets.isEmpty { isOpenAtEnd = true }
  }

  /// Whether the tokens from `start` on read `name =`, `name "` or `name {`, and the name is none of the
  /// words that go on a `for` expression on its next line.
  func isItemStart(_ start: Int) -> Bool {
    let name = tokens[start]
    guard name.kind == .identifier, !isWord(name, "if"), !isWord(name, "in") else { return false }
    switch tokens[start + 1].kind {
    case .equal, .openQuote, .openBrace: return true
    default: return false
    }
  }
}

/// The brackets, quotes, heredocs and sequences that are open while tokens are passed over.
private struct OpenBrackets {
  private var stack: [TokenKind] = []
  private var counts: [TokenKind: Int] = [:]

  init() {}

  var isEmpty: Bool { stack.isEmpty }

  /// Whether the innermost bracket is one under which no line can begin like a body item.
  var endAtItemLines: Bool { stack.last == .openParenthesis || stack.last == .openBracket }

  func holds(_ opener: TokenKind) -> Bool { counts[opener, default: 0] > 0 }

  mutating func note(_ kind: TokenKind) {
    switch kind {
    case .openBrace, .openBracket, .openParenthesis, .openQuote: open(kind)
    case .openHeredoc, .openFlushHeredoc: open(.openHeredoc)
    case .openInterpolation, .openDirective: open(.openInterpolation)
    case .closeBrace: close(.openBrace)
    case .closeBracket: close(.openBracket)
    case .closeParenthesis: close(.openParenthesis)
    case .closeQuote: close(.openQuote)
    case .closeHeredoc: close(.openHeredoc)
    case .closeSequence: close(.openInterpolation)
    default: break
    }
  }

  private mutating func open(_ opener: TokenKind) {
    stack.append(opener)
    counts[opener, default: 0] += 1
  }

  // A closer without its opener is passed over. The counts keep a run of such closers from searching the
  // stack.
  private mutating func close(_ opener: TokenKind) {
    guard holds(opener) else { return }
    while let last = stack.popLast() {
      counts[last, default: 0] -= 1
      if last == opener { return }
    }
  }
}

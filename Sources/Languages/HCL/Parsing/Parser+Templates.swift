extension Parser {
  /// Reads a quoted string or a heredoc.
  mutating func parseTemplate() throws(Interruption) -> HCL.Expression {
    let open = advance()
    let closer: TokenKind = open.kind == .openQuote ? .closeQuote : .closeHeredoc
    if let plain = takePlainText(closer, from: open) { return plain }
    var pieces = TemplatePieces()
    var tallest = 0
    while peek() != closer {
      let token = current
      switch token.kind {
      case .text, .escapedText, .escapedOpener:
        advance()
        pieces.addLiteral(literal(token))
      case .openInterpolation, .openDirective:
        let outer = skipsNewlines
        skipsNewlines = true
        let piece = try parseSequence()
        skipsNewlines = outer
        tallest = max(tallest, height)
        pieces.addSequence(
          piece.piece, stripsBefore: token.end - token.start == 3, stripsAfter: piece.stripsAfter)
      default: throw failure(.unterminatedSequence)
      }
    }
    let range = open.range.through(advance().range)
    if open.kind == .openFlushHeredoc { pieces.removeIndentation() }
    height = tallest
    return HCL.Expression(try assemble(pieces.pieces), range: range)
  }

  /// Takes the rest of a template of one plain text, or of none, which most are.
  private mutating func takePlainText(_ closer: TokenKind, from open: Token) -> HCL.Expression? {
    if open.kind == .openFlushHeredoc { return nil }
    let first = index
    var last = first
    while tokens[last].kind == .text { last += 1 }
    guard tokens[last].kind == closer else { return nil }
    index = last + 1
    // Neighbouring texts, such as the lines of a heredoc, touch each other.
    let value = String(decoding: bytes[tokens[first].start..<tokens[last].start], as: UTF8.self)
    return HCL.Expression(.string(first == last ? "" : value), range: open.range.through(tokens[last].range))
  }

  /// Reads a sequence with its opener and closer. Sets `height` to that of its expression.
  private mutating func parseSequence() throws(Interruption) -> (
    piece: TemplatePieces.Piece, stripsAfter: Bool
  ) {
    let open = advance()
    height = 0
    let piece: TemplatePieces.Piece
    if open.kind == .openInterpolation {
      piece = .interpolation(try parseExpression())
    } else {
      piece = try parseDirective(open)
    }
    let close = try expect(.closeSequence, or: .unterminatedSequence)
    return (piece, close.end - close.start == 2)
  }

  private mutating func parseDirective(_ open: Token) throws(Interruption) -> TemplatePieces.Piece {
    let word = try expect(.identifier, or: .directive)
    let range = open.range.through(word.range)
    if isWord(word, "if") { return .openIf(try parseExpression(), range) }
    if isWord(word, "else") { return .openElse(range) }
    if isWord(word, "endif") { return .closeIf(range) }
    if isWord(word, "endfor") { return .closeFor(range) }
    guard isWord(word, "for") else {
      diagnostics.add(.directive, word.range)
      throw Interruption()
    }
    let names = try parseForVariables()
    return .openFor(key: names.key, value: names.value, try parseExpression(), range)
  }

  // MARK: Trees of directives

  /// Builds the tree of a template from its flat pieces.
  private mutating func assemble(_ pieces: [TemplatePieces.Piece]) throws(Interruption) -> HCL.Expression.Kind {
    if pieces.count == 1, case .interpolation(let expression) = pieces[0] {
      try grow(over: height)
      return .templateWrap(expression)
    }
    let tallest = height
    var tree = TemplateTree()
    for piece in pieces {
      if let range = tree.add(piece) {
        diagnostics.add(.unbalancedDirective, range)
        throw Interruption()
      }
    }
    if let range = tree.unclosedRange {
      diagnostics.add(.unbalancedDirective, range)
      throw Interruption()
    }
    try grow(over: tallest + tree.height)
    let parts = tree.parts
    switch parts.first {
    case nil: return .string("")
    case .literal(let value) where parts.count == 1: return .string(value)
    default: return .template(parts)
    }
  }
}

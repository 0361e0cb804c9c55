extension HCL {
  /// Parses a text that is a template as a whole, such as a file that is rendered or a string of the JSON syntax.
  ///
  /// There are no quotes and no backslash escapes in it. Of a text with a diagnostic the expression is `.invalid`.
  public static func parseTemplate(
    _ bytes: [UInt8], limits: Limits = .default
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    parseAlone(bytes, mode: .bare, limits) { (parser) throws(Interruption) in try parser.parseTemplate() }
  }

  /// Parses a text that is one expression, such as an address in a string of the JSON syntax.
  public static func parseExpression(
    _ bytes: [UInt8], limits: Limits = .default
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    parseAlone(bytes, mode: nil, limits) { (parser) throws(Interruption) in
      parser.skipsNewlines = true
      return try parser.parseExpression()
    }
  }

  private static func parseAlone(
    _ bytes: [UInt8], mode: Lexer.Mode?, _ limits: Limits,
    _ read: (inout Parser) throws(Interruption) -> Expression
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    let whole = ByteRange(start: 0, end: bytes.count)
    guard bytes.count <= min(limits.maximumBytes, Limits.addressableBytes) else {
      return (Expression(.invalid, range: whole), [Diagnostic(problem: .fileTooLarge, range: whole)])
    }
    var lexer = Lexer(
      bytes: bytes, from: 0, to: bytes.count, maximumDiagnostics: limits.maximumDiagnostics, mode: mode)
    lexer.run()
    var parser = Parser(lexed: lexer, maximumDepth: limits.maximumDepth)
    let expression: Expression?
    do throws(Interruption) {
      expression = try read(&parser)
      if parser.peek() != .endOfFile { _ = parser.failure(.newlineExpected) }
    } catch {
      expression = nil
    }
    let diagnostics = parser.diagnostics.items
    guard let expression, diagnostics.isEmpty else {
      return (Expression(.invalid, range: whole), diagnostics)
    }
    return (expression, diagnostics)
  }
}

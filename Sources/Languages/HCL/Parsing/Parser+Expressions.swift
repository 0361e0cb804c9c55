extension Parser {
  /// Reads an expression: a conditional or anything that binds tighter.
  mutating func parseExpression() throws(Interruption) -> HCL.Expression {
    try enter()
    let condition = try parseOperation(atLeast: 1)
    if peek() == .question {
      let conditional = try parseResults(of: condition)
      depth -= 1
      return conditional
    }
    depth -= 1
    return condition
  }

  private mutating func parseResults(of condition: HCL.Expression) throws(Interruption) -> HCL.Expression {
    var tallest = height
    advance()
    let whenTrue = try parseExpression()
    tallest = max(tallest, height)
    _ = try expect(.colon, or: .colonExpected)
    let whenFalse = try parseExpression()
    try grow(over: max(tallest, height))
    return HCL.Expression(
      .conditional(condition: condition, whenTrue: whenTrue, whenFalse: whenFalse),
      range: condition.range.through(whenFalse.range))
  }

  /// Reads operands joined by binary operators of this precedence or a higher one.
  private mutating func parseOperation(atLeast precedence: Int) throws(Interruption) -> HCL.Expression {
    var left = try parseOperand()
    while let operation = binaryOperator(peek()), operation.precedence >= precedence {
      let leftHeight = height
      advance()
      try enter()
      let right = try parseOperation(atLeast: operation.precedence + 1)
      depth -= 1
      try grow(over: max(leftHeight, height))
      left = HCL.Expression(.binary(operation, left, right), range: left.range.through(right.range))
    }
    return left
  }

  private func binaryOperator(_ kind: TokenKind) -> HCL.BinaryOperator? {
    switch kind {
    case .or: .or
    case .and: .and
    case .equalEqual: .equal
    case .notEqual: .notEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .percent: .remainder
    default: nil
    }
  }

  /// Reads a term with the steps behind it, or a unary operator and its operand.
  private mutating func parseOperand() throws(Interruption) -> HCL.Expression {
    switch peek() {
    case .minus: return try parseUnary(.negate)
    case .bang: return try parseUnary(.not)
    default:
      let term = try parseTerm()
      return peek() == .dot && !isDotForComma || peek() == .openBracket ? try parseSteps(after: term) : term
    }
  }

  private mutating func parseUnary(_ operation: HCL.UnaryOperator) throws(Interruption) -> HCL.Expression {
    let symbol = advance()
    try enter()
    let operand = try parseOperand()
    depth -= 1
    try grow(over: height)
    return HCL.Expression(.unary(operation, operand), range: symbol.range.through(operand.range))
  }

  // MARK: Terms

  private mutating func parseTerm() throws(Interruption) -> HCL.Expression {
    height = 1
    switch peek() {
    case .identifier:
      let name = advance()
      let next = peek()
      return next == .openParenthesis || next == .doubleColon ? try parseCall(name: name) : word(name)
    case .number: return parseNumber()
    case .openQuote, .openHeredoc, .openFlushHeredoc: return try parseTemplate()
    case .openParenthesis: return try parseParentheses()
    case .openBracket: return try parseTuple()
    case .openBrace: return try parseObject()
    default: throw failure(.expressionExpected)
    }
  }

  /// The literal or variable that a name stands for, a variable with the names that directly follow it, as most do.
  private mutating func word(_ token: Token) -> HCL.Expression {
    if let literal = literalWord(token) { return HCL.Expression(literal, range: token.range) }
    let root = text(token)
    var end = index
    while tokens[end].kind == .dot, tokens[end + 1].kind == .identifier { end += 2 }
    guard end > index else { return HCL.Expression(.traversal(HCL.Traversal(root: root)), range: token.range) }
    var steps: [HCL.TraversalStep] = []
    steps.reserveCapacity((end - index) / 2)
    while index < end {
      steps.append(.attribute(text(tokens[index + 1])))
      index += 2
    }
    return HCL.Expression(
      .traversal(HCL.Traversal(root: root, steps: steps)), range: token.range.through(tokens[end - 1].range))
  }

  private func literalWord(_ token: Token) -> HCL.Expression.Kind? {
    switch token.end - token.start {
    case 4: isWord(token, "true") ? .bool(true) : isWord(token, "null") ? .null : nil
    case 5: isWord(token, "false") ? .bool(false) : nil
    default: nil
    }
  }

  private mutating func parseNumber() -> HCL.Expression {
    let token = advance()
    checkNumber(token)
    return HCL.Expression(.number(text(token)), range: token.range)
  }

  mutating func checkNumber(_ token: Token) {
    if !DecimalText.isValid(bytes[token.start..<token.end]) { diagnostics.add(.invalidNumber, token.range) }
  }

  private mutating func parseParentheses() throws(Interruption) -> HCL.Expression {
    let open = advance()
    let outer = skipsNewlines
    skipsNewlines = true
    let inner = try parseExpression()
    let close = try expect(.closeParenthesis, or: .closingBracketExpected)
    skipsNewlines = outer
    try grow(over: height)
    return HCL.Expression(.parentheses(inner), range: open.range.through(close.range))
  }

  // MARK: Calls

  private mutating func parseCall(name first: Token) throws(Interruption) -> HCL.Expression {
    var name = text(first)
    var last = first
    while take(.doubleColon) != nil {
      last = try expect(.identifier, or: .nameExpected)
      name += "::" + text(last)
    }
    _ = try expect(.openParenthesis, or: .expressionExpected)
    let outer = skipsNewlines
    skipsNewlines = true
    var arguments: [HCL.Expression] = []
    var expands = false
    var tallest = 0
    while peek() != .closeParenthesis, !expands {
      arguments.append(try parseExpression())
      tallest = max(tallest, height)
      expands = take(.ellipsis) != nil
      if expands || take(.comma) == nil { break }
    }
    let problem: HCL.Problem = expands ? .closingBracketExpected : .separatorExpected
    let close = try expect(.closeParenthesis, or: problem)
    skipsNewlines = outer
    try grow(over: tallest)
    let nameRange = first.range.through(last.range)
    return HCL.Expression(
      .call(
        HCL.FunctionCall(
          name: name, nameRange: nameRange, arguments: arguments, expandsLastArgument: expands)),
      range: nameRange.through(close.range))
  }
}

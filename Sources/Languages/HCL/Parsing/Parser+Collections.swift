extension Parser {
  // MARK: Tuples

  mutating func parseTuple() throws(Interruption) -> HCL.Expression {
    let open = advance()
    let outer = skipsNewlines
    skipsNewlines = true
    if isAt(word: "for") {
      let loop = try parseFor(open: open, makesObject: false)
      skipsNewlines = outer
      return loop
    }
    var elements: [HCL.Expression] = []
    var tallest = 0
    while peek() != .closeBracket {
      elements.append(try parseExpression())
      tallest = max(tallest, height)
      if take(.comma) == nil, !goesOnWithoutComma() { break }
    }
    let close = try expect(.closeBracket, or: .separatorExpected)
    skipsNewlines = outer
    try grow(over: tallest)
    return HCL.Expression(.tuple(elements), range: open.range.through(close.range))
  }

  /// Whether another element follows although the comma is missing, as it often is behind the last line of a list that
  /// grew: the elements are then read as they are meant, so that one such place does not hide all of them.
  private mutating func goesOnWithoutComma() -> Bool {
    switch peek() {
    case .openQuote, .identifier, .number:
      // A bracket that is not closed must not swallow the items behind it.
      if isItemStart(index) { return false }
      diagnostics.add(.separatorExpected, current.range)
      return true
    case .dot where isDotForComma:
      diagnostics.add(.separatorExpected, current.range)
      advance()
      return true
    default: return false
    }
  }

  /// Whether the next token is a dot where only a comma makes sense: between an element and a quoted one. It is no step
  /// into a value, which would need a name.
  var isDotForComma: Bool {
    guard skipsNewlines, current.kind == .dot else { return false }
    var next = index + 1
    while tokens[next].kind == .newline { next += 1 }
    return tokens[next].kind == .openQuote
  }

  // MARK: Objects

  /// Reads an object, in which line ends separate items, or an object `for`, in which they mean nothing.
  mutating func parseObject() throws(Interruption) -> HCL.Expression {
    let open = advance()
    let outer = skipsNewlines
    let firstItem = index
    skipsNewlines = true
    if isAt(word: "for") {
      let loop = try parseFor(open: open, makesObject: true)
      skipsNewlines = outer
      return loop
    }
    skipsNewlines = false
    index = firstItem
    let object = try parseItems(open: open)
    skipsNewlines = outer
    return object
  }

  private mutating func parseItems(open: Token) throws(Interruption) -> HCL.Expression {
    var items: [HCL.ObjectItem] = []
    var tallest = 0
    while true {
      if peek() == .newline { advance() }
      if peek() == .closeBrace { break }
      let key = objectKey(try parseExpression())
      tallest = max(tallest, height)
      if take(.equal) == nil, take(.colon) == nil { throw failure(.separatorExpected) }
      let value = try parseExpression()
      tallest = max(tallest, height)
      if items.isEmpty { items.reserveCapacity(4) }
      items.append(HCL.ObjectItem(key: key, value: value))
      if peek() == .closeBrace { break }
      if take(.comma) == nil, take(.newline) == nil { throw failure(.separatorExpected) }
    }
    let close = advance()
    try grow(over: tallest)
    return HCL.Expression(.object(items), range: open.range.through(close.range))
  }

  // The words that are values elsewhere are names here.
  private func objectKey(_ expression: HCL.Expression) -> HCL.ObjectKey {
    switch expression.kind {
    case .traversal(let traversal) where traversal.steps.isEmpty: .name(traversal.root, expression.range)
    case .bool(let value): .name(value ? "true" : "false", expression.range)
    case .null: .name("null", expression.range)
    default: .expression(expression)
    }
  }

  // MARK: For expressions

  private mutating func parseFor(open: Token, makesObject: Bool) throws(Interruption) -> HCL.Expression {
    advance()
    let names = try parseForVariables()
    let collection = try parseExpression()
    var tallest = height
    _ = try expect(.colon, or: .forClause)
    var key: HCL.Expression?
    var value = try parseExpression()
    tallest = max(tallest, height)
    if makesObject {
      _ = try expect(.fatArrow, or: .forClause)
      key = value
      value = try parseExpression()
      tallest = max(tallest, height)
    }
    let groups = makesObject && take(.ellipsis) != nil
    var condition: HCL.Expression?
    if isAt(word: "if") {
      advance()
      condition = try parseExpression()
      tallest = max(tallest, height)
    }
    let close = try expect(makesObject ? .closeBrace : .closeBracket, or: .forClause)
    try grow(over: tallest)
    let loop = HCL.ForExpression(
      keyVariable: names.key, valueVariable: names.value, collection: collection, key: key, value: value,
      condition: condition, groups: groups)
    return HCL.Expression(.forExpression(loop), range: open.range.through(close.range))
  }

  /// Reads `value in` or `key, value in`.
  mutating func parseForVariables() throws(Interruption) -> (key: String?, value: String) {
    let first = text(try expect(.identifier, or: .nameExpected))
    var second: String?
    if take(.comma) != nil { second = text(try expect(.identifier, or: .nameExpected)) }
    guard isAt(word: "in") else { throw failure(.forClause) }
    advance()
    if let second { return (first, second) }
    return (nil, first)
  }
}

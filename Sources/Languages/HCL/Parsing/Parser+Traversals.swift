extension Parser {
  /// Reads the steps behind a term: names, indexes and splats.
  mutating func parseSteps(after term: HCL.Expression) throws(Interruption) -> HCL.Expression {
    var walk = Walk(source: term, height: height)
    while true {
      switch peek() {
      case .dot where !isDotForComma: try parseDot(&walk)
      case .openBracket: try parseBracket(&walk)
      default:
        height = walk.height
        return walk.expression
      }
    }
  }

  /// An expression that static steps are being added to.
  struct Walk {
    private var source: HCL.Expression
    private var steps: [HCL.TraversalStep] = []
    private var end: HCL.ByteRange
    private var sourceHeight: Int

    init(source: HCL.Expression, height: Int) {
      self.source = source
      end = source.range
      sourceHeight = height
    }

    mutating func add(_ step: HCL.TraversalStep, upTo last: HCL.ByteRange) {
      steps.append(step)
      end = last
    }

    mutating func replace(with expression: HCL.Expression, height: Int) {
      self = Walk(source: expression, height: height)
    }

    /// The height of the tree of `expression`.
    var height: Int {
      if steps.isEmpty { return sourceHeight }
      if case .traversal = source.kind { return sourceHeight }
      return sourceHeight + 1
    }

    var expression: HCL.Expression {
      if steps.isEmpty { return source }
      let range = source.range.through(end)
      switch source.kind {
      case .traversal(let root):
        return HCL.Expression(
          .traversal(HCL.Traversal(root: root.root, steps: root.steps + steps)), range: range)
      case .relativeTraversal(let inner, let first):
        return HCL.Expression(.relativeTraversal(source: inner, steps: first + steps), range: range)
      default:
        return HCL.Expression(.relativeTraversal(source: source, steps: steps), range: range)
      }
    }
  }

  // MARK: Dots

  private mutating func parseDot(_ walk: inout Walk) throws(Interruption) {
    let dot = advance()
    switch peek() {
    case .identifier:
      let name = advance()
      walk.add(.attribute(text(name)), upTo: name.range)
    case .number:
      let number = advance()
      walk.add(legacyIndex(number), upTo: number.range)
    case .star:
      let star = advance()
      try parseAttributeSplat(&walk, marker: dot.range.through(star.range))
    default: throw failure(.nameExpected)
    }
  }

  /// The step of a `.0`. Of `.0.1` the lexer makes one number, in which the reference sees no index either.
  private mutating func legacyIndex(_ number: Token) -> HCL.TraversalStep {
    if bytes[number.start..<number.end].contains(UInt8(ascii: ".")) {
      diagnostics.add(.legacyIndexChain, number.range)
    } else {
      checkNumber(number)
    }
    return .index(text(number))
  }

  /// Reads the names and legacy indexes that an attribute splat takes in.
  private mutating func parseAttributeSplat(
    _ walk: inout Walk, marker: HCL.ByteRange
  ) throws(Interruption) {
    var item = Walk(source: HCL.Expression(.splatItem, range: marker), height: 1)
    while take(.dot) != nil {
      switch peek() {
      case .identifier:
        let name = advance()
        item.add(.attribute(text(name)), upTo: name.range)
      case .number:
        let number = advance()
        item.add(legacyIndex(number), upTo: number.range)
      case .star: throw failure(.nestedSplat)
      default: throw failure(.nameExpected)
      }
    }
    try applySplat(.attributeOnly, to: &walk, each: item.expression, height: item.height)
  }

  private mutating func applySplat(
    _ style: HCL.SplatStyle, to walk: inout Walk, each: HCL.Expression, height eachHeight: Int
  ) throws(Interruption) {
    let source = walk.expression
    try grow(over: max(walk.height, eachHeight))
    let splat = HCL.Splat(source: source, style: style, each: each)
    walk.replace(
      with: HCL.Expression(.splat(splat), range: source.range.through(each.range)), height: height)
  }

  // MARK: Brackets

  private mutating func parseBracket(_ walk: inout Walk) throws(Interruption) {
    let open = advance()
    if peek() == .star {
      advance()
      let close = try expect(.closeBracket, or: .closingBracketExpected)
      return try parseFullSplat(&walk, marker: open.range.through(close.range))
    }
    let outer = skipsNewlines
    skipsNewlines = true
    let key = try parseExpression()
    let close = try expect(.closeBracket, or: .closingBracketExpected)
    skipsNewlines = outer
    switch key.kind {
    case .number(let number): walk.add(.index(number), upTo: close.range)
    case .string(let string): walk.add(.key(string), upTo: close.range)
    default:
      let collection = walk.expression
      try grow(over: max(walk.height, height))
      walk.replace(
        with: HCL.Expression(
          .index(collection: collection, key: key), range: collection.range.through(close.range)),
        height: height)
    }
  }

  /// Reads every step that follows into the full splat.
  private mutating func parseFullSplat(_ walk: inout Walk, marker: HCL.ByteRange) throws(Interruption) {
    try enter()
    height = 1
    let each = try parseSteps(after: HCL.Expression(.splatItem, range: marker))
    depth -= 1
    try applySplat(.full, to: &walk, each: each, height: height)
  }
}

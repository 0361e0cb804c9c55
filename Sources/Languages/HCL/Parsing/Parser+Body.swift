extension Parser {
  /// The items of one body while they are read.
  struct BodyBuilder {
    var attributes: [HCL.Attribute] = []
    var blocks: [HCL.Block] = []
    /// The names of `attributes`, kept once there are so many that a search through them would show.
    private var names: Set<String> = []

    var body: HCL.Body { HCL.Body(attributes: attributes, blocks: blocks) }

    /// Whether the attribute was new and was added.
    mutating func add(_ attribute: HCL.Attribute) -> Bool {
      let smallCount = 16
      if attributes.count < smallCount {
        if attributes.contains(where: { $0.name == attribute.name }) { return false }
      } else {
        if names.isEmpty { names = Set(attributes.map(\.name)) }
        if !names.insert(attribute.name).inserted { return false }
      }
      if attributes.isEmpty { attributes.reserveCapacity(4) }
      attributes.append(attribute)
      return true
    }
  }

  /// Reads the items of a block up to its closing brace, which stays, or to the end of the file.
  mutating func parseBlockBody() -> HCL.Body {
    var builder = BodyBuilder()
    while peek() != .closeBrace, peek() != .endOfFile { parseItem(into: &builder, isNested: true) }
    return builder.body
  }

  /// Reads an item, or passes a line end or something that is no item.
  mutating func parseItem(into builder: inout BodyBuilder, isNested: Bool) {
    let first = index
    switch peek() {
    case .newline: advance()
    case .identifier:
      switch tokens[index + 1].kind {
      case .equal: parseAttributeLine(into: &builder, isNested: isNested)
      case .openQuote, .openBrace, .identifier: parseBlockLine(into: &builder, isNested: isNested)
      case .dot where isDottedName:
        // As with quotes: no HCL, and plain what is meant.
        diagnostics.add(.dottedName, current.range)
        parseAttributeLine(into: &builder, isNested: isNested)
      default:
        advance()
        _ = failure(.valueExpected)
        resynchronise(from: first, isNested: isNested)
      }
    case .openQuote where isQuotedName:
      // No HCL, and plain what is meant: it is read, so that whoever judges the file knows what it says.
      advance()
      diagnostics.add(.quotedName, current.range)
      parseAttributeLine(into: &builder, isNested: isNested)
    default:
      _ = failure(.itemExpected)
      resynchronise(from: first, isNested: isNested)
    }
  }

  /// Whether the tokens read `"name" =`.
  private var isQuotedName: Bool {
    tokens.count > index + 3 && tokens[index + 1].kind == .text && tokens[index + 2].kind == .closeQuote
      && tokens[index + 3].kind == .equal
  }

  /// Whether the tokens read `first.second =`, without blanks in the name.
  private var isDottedName: Bool {
    var place = index
    while tokens.count > place + 3, tokens[place].end == tokens[place + 1].start, tokens[place + 1].kind == .dot,
      tokens[place + 1].end == tokens[place + 2].start, tokens[place + 2].kind == .identifier
    {
      place += 2
    }
    return place > index && tokens[place + 1].kind == .equal
  }

  // MARK: Attributes

  private mutating func parseAttributeLine(into builder: inout BodyBuilder, isNested: Bool) {
    let first = index
    let attribute = parseAttribute(isNested: isNested)
    if !builder.add(attribute) { diagnostics.add(.duplicateAttribute, attribute.nameRange) }
    if case .invalid = attribute.expression.kind { return }
    endItemLine(from: first, isNested: isNested)
  }

  /// Reads `name = value`, `name" = value`, or `first.second = value`, the tokens up to the equals sign being known. After a
  /// failure the item is passed.
  private mutating func parseAttribute(isNested: Bool) -> HCL.Attribute {
    let first = index
    var nameRange = advance().range
    while peek() == .dot {
      advance()
      nameRange = nameRange.through(advance().range)
    }
    let name = String(decoding: bytes[nameRange.start..<nameRange.end], as: UTF8.self)
    if peek() == .closeQuote { advance() }
    let equals = index
    advance()
    let expression = interruptible { (parser) throws(Interruption) in try parser.parseExpression() }
    if let expression {
      return HCL.Attribute(
        name: name, nameRange: nameRange, expression: expression, range: nameRange.through(expression.range))
    }
    resynchronise(from: first, isNested: isNested)
    let range = HCL.ByteRange(start: tokens[equals].end, end: tokens[max(index - 1, equals)].end)
    return HCL.Attribute(
      name: name, nameRange: nameRange, expression: HCL.Expression(.invalid, range: range),
      range: nameRange.through(range))
  }

  // MARK: Blocks

  private mutating func parseBlockLine(into builder: inout BodyBuilder, isNested: Bool) {
    let first = index
    let block = interruptible { (parser) throws(Interruption) in try parser.parseBlock() }
    guard let block else { return resynchronise(from: first, isNested: isNested) }
    builder.blocks.append(block)
    endItemLine(from: index, isNested: isNested)
  }

  private mutating func parseBlock() throws(Interruption) -> HCL.Block {
    let type = advance()
    var labels: [String] = []
    var labelRanges: [HCL.ByteRange] = []
    while let label = try parseLabel() {
      if labels.isEmpty {
        labels.reserveCapacity(2)
        labelRanges.reserveCapacity(2)
      }
      labels.append(label.text)
      labelRanges.append(label.range)
    }
    let open = try expect(.openBrace, or: .blockBodyExpected)
    let header = type.range.through(open.range)
    let body = try parseBracedBody()
    if peek() == .closeBrace {
      advance()
    } else {
      diagnostics.add(.unclosedBlock, header)
      isOpenAtEnd = true
    }
    return HCL.Block(
      type: text(type), labels: labels, body: body, typeRange: type.range, labelRanges: labelRanges,
      headerRange: header, range: header.through(tokens[index - 1].range))
  }

  /// Reads a bare or quoted label, when there is one.
  private mutating func parseLabel() throws(Interruption) -> (text: String, range: HCL.ByteRange)? {
    switch peek() {
    case .identifier:
      let label = advance()
      return (text(label), label.range)
    case .openQuote: return try parseQuotedLabel()
    default: return nil
    }
  }

  /// Reads a quoted label, which cannot hold template sequences.
  private mutating func parseQuotedLabel() throws(Interruption) -> (text: String, range: HCL.ByteRange) {
    let open = advance()
    if current.kind == .text, tokens[index + 1].kind == .closeQuote {
      return (text(advance()), open.range.through(advance().range))
    }
    var label = ""
    while true {
      switch current.kind {
      case .closeQuote: return (label, open.range.through(advance().range))
      case .text, .escapedText, .escapedOpener: label += literal(advance())
      default: throw failure(.labelWithTemplate)
      }
    }
  }

  private mutating func parseBracedBody() throws(Interruption) -> HCL.Body {
    try enter()
    defer { depth -= 1 }
    switch peek() {
    case .newline, .endOfFile, .closeBrace: return parseBlockBody()
    default: return parseOneLineBody()
    }
  }

  /// Reads the single attribute of a block on one line, and leaves its closing brace.
  private mutating func parseOneLineBody() -> HCL.Body {
    let first = index
    var builder = BodyBuilder()
    guard peek() == .identifier, tokens[index + 1].kind == .equal else {
      _ = failure(.oneLineBlock)
      return parseRestOfBody(builder, from: first)
    }
    _ = builder.add(parseAttribute(isNested: true))
    if peek() == .closeBrace { return builder.body }
    // The block is wrong from here on, and what is in it is still worth reading. A failed value was
    // diagnosed.
    if case .invalid? = builder.attributes.first?.expression.kind {} else { _ = failure(.oneLineBlock) }
    return parseRestOfBody(builder, from: index)
  }

  private mutating func parseRestOfBody(_ builder: BodyBuilder, from first: Int) -> HCL.Body {
    var builder = builder
    if peek() != .newline { resynchronise(from: first, isNested: true) }
    while peek() != .closeBrace, peek() != .endOfFile { parseItem(into: &builder, isNested: true) }
    return builder.body
  }

  // MARK: Ends of items

  /// Takes the line end that an item must have.
  private mutating func endItemLine(from first: Int, isNested: Bool) {
    switch peek() {
    case .newline: advance()
    case .endOfFile: break
    case .closeBrace where isNested: _ = failure(.newlineExpected)
    default:
      _ = failure(.newlineExpected)
      resynchronise(from: first, isNested: isNested)
    }
  }

  /// Runs `body`, and puts the parser's state back when it is interrupted.
  private mutating func interruptible<Result>(
    _ body: (inout Parser) throws(Interruption) -> Result
  ) -> Result? {
    let outerDepth = depth
    do throws(Interruption) {
      return try body(&self)
    } catch {
      depth = outerDepth
      skipsNewlines = false
      return nil
    }
  }
}

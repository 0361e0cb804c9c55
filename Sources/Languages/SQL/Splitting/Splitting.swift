/// One run of ``StatementSplitter`` over a file.
struct Splitting {
  private let dialect: Dialect
  private let bytes: [UInt8]
  private let lines: LineTable
  private let directiveReader: DirectiveReader
  private var lexer: Lexer

  private var statements: [Statement] = []
  private var directives: [Directive] = []
  private var diagnostics: [Diagnostic] = []

  // The statement being read.
  private var head: StatementHead
  private var start: Int?
  private var end = 0
  private var parentheses = 0
  private var isTemplated = false
  private var comments: [String] = []
  private var pendingDirectives: [Directive] = []

  private var direction: Direction?
  /// MySQL's delimiter while it is not the semicolon.
  private var delimiter: [UInt8] = []
  private var isFull = false

  init(_ bytes: [UInt8], dialect: Dialect) {
    let textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.dialect = dialect
    self.bytes = bytes
    lines = LineTable(bytes)
    directiveReader = DirectiveReader(bytes: bytes, textStart: textStart)
    lexer = Lexer(bytes, rules: LexicalRules(dialect), position: textStart)
    head = StatementHead(dialect)
  }

  mutating func run() -> Script {
    if let offset = bytes.firstIndex(of: 0) {
      report(
        .nulByte, "a NUL byte: tools written in C stop reading here, others run what follows", at: offset)
    }
    while !isFull, let token = lexer.next() {
      take(token)
    }
    if !isFull, lexer.isInExecutableComment {
      report(.unterminatedComment, "a comment does not end", at: end)
    }
    finish(isEndOfSection: true)
    return Script(dialect: dialect, statements: statements, directives: directives, diagnostics: diagnostics)
  }

  private mutating func take(_ token: Token) {
    if !token.isTerminated {
      let isComment = token.kind == .blockComment
      report(
        isComment ? .unterminatedComment : .unterminatedQuote,
        isComment ? "a comment does not end" : "a quote does not end", at: token.start)
    }
    switch token.kind {
    case .lineComment, .blockComment: takeComment(token)
    case .symbol where takeBorder(token): break
    case .word where takeDelimiter(token) || takeLineCommand(token): break
    default: takeText(token)
    }
  }

  private mutating func takeText(_ token: Token) {
    if start == nil { start = token.start }
    end = token.end
    switch token.kind {
    case .word:
      // No word that matters is longer; a short one is kept without allocating.
      head.take(token.end - token.start <= 15 ? lexer.upperWord(token) : "…")
    case .template: isTemplated = true
    case .quotedName: checkQuotedName(token)
    case .symbol:
      switch bytes[token.start] {
      case ASCII.openParenthesis: parentheses += 1
      case ASCII.closeParenthesis: parentheses = max(0, parentheses - 1)
      default: break
      }
      head.take("")
    default: head.take("")
    }
  }

  private mutating func checkQuotedName(_ token: Token) {
    let content = bytes[token.start..<token.end]
    if content.contains(ASCII.semicolon) || content.contains(ASCII.lineFeed) {
      report(.ambiguousQuote, "a quoted name holds a semicolon or a line break", at: token.start)
    }
    var previous: UInt8 = 0
    for byte in content {
      let opens = byte == ASCII.openBrace && (previous == ASCII.openBrace || previous == ASCII.dollar)
      if opens { isTemplated = true }
      previous = byte
    }
    head.take("")
  }

  private mutating func report(_ code: Diagnostic.Code, _ message: String, at offset: Int) {
    guard diagnostics.count < Limits.diagnostics else { return }
    diagnostics.append(Diagnostic(code, message, offset: offset, line: lines.line(at: offset)))
  }
}

// MARK: - Borders

extension Splitting {
  /// Handles a symbol that ends a statement or is none of SQL; false when it is part of the statement.
  private mutating func takeBorder(_ token: Token) -> Bool {
    if takeDelimiter(token) { return true }
    switch bytes[token.start] {
    case ASCII.semicolon:
      head.closeEnd(before: "")
      guard endsStatement else { return false }
      let copies = head.copiesFromClient && dialect == .postgres
      finish()
      if copies { takeCopyData() }
      return true
    case ASCII.backslash where dialect == .postgres:
      takeClientCommand(token)
      return true
    case ASCII.backslash where dialect == .mysql && lexer.byte(token.end) | 32 == UInt8(ascii: "g"):
      lexer.position = token.end + 1
      finish()
      return true
    default: return false
    }
  }

  /// Whether a semicolon here ends the statement rather than stands in its body.
  private var endsStatement: Bool {
    if head.isRule, parentheses > 0 { return false }
    if dialect == .mssql { return !head.hasBody }
    if head.hasBody { return head.bodyDepth == 0 && delimiter.isEmpty }
    return true
  }

  /// Ends the statement at MySQL's own delimiter.
  private mutating func takeDelimiter(_ token: Token) -> Bool {
    guard !delimiter.isEmpty, bytes[token.start...].starts(with: delimiter) else { return false }
    lexer.position = token.start + delimiter.count
    finish()
    return true
  }

  /// Handles the lines that clients take for themselves: MySQL's DELIMITER and SQL Server's GO.
  private mutating func takeLineCommand(_ token: Token) -> Bool {
    guard token.end - token.start == 2 || token.end - token.start == 9 else { return false }
    let word = lexer.upperWord(token)
    if word == "DELIMITER", dialect == .mysql, start == nil {
      let line = restOfLine(from: token.end)
      let text = bytes[line].split(whereSeparator: ASCII.isSpace).first ?? []
      delimiter = text.elementsEqual([ASCII.semicolon]) ? [] : Array(text)
      lexer.rules.dollarInWords = !delimiter.contains(ASCII.dollar)
      lexer.position = line.upperBound
      return true
    }
    if word == "GO", dialect == .mssql, isAlone(token) {
      lexer.position = restOfLine(from: token.end).upperBound
      finish()
      return true
    }
    return false
  }

  /// Nothing else stands on the token's line but a count.
  private func isAlone(_ token: Token) -> Bool {
    var before = token.start - 1
    while before >= 0, bytes[before] != ASCII.lineFeed {
      guard ASCII.isSpace(bytes[before]) || bytes[before] >= 0xBB else { return false }
      before -= 1
    }
    return bytes[restOfLine(from: token.end)].allSatisfy { ASCII.isSpace($0) || ASCII.isDigit($0) }
  }

  private func restOfLine(from offset: Int) -> Range<Int> {
    offset..<(bytes[offset...].firstIndex(of: ASCII.lineFeed) ?? bytes.count)
  }

  /// A backslash command of psql: to the end of the line, or to the next backslash on it.
  private mutating func takeClientCommand(_ token: Token) {
    finish()
    let next = lexer.byte(token.end)
    if next == ASCII.semicolon || next == ASCII.backslash {
      lexer.position = token.end + 1
      return
    }
    let stop = bytes[token.end...].firstIndex { $0 == ASCII.lineFeed || $0 == ASCII.backslash } ?? bytes.count
    start = token.start
    end = stop
    while end > token.end, ASCII.isSpace(bytes[end - 1]) { end -= 1 }
    lexer.position = stop
    finish(isClientCommand: true)
  }

  /// Skips the rows after `COPY … FROM stdin;` up to `\.` on a line of its own.
  private mutating func takeCopyData() {
    let rest =
      bytes[lexer.position...].firstIndex { $0 == ASCII.lineFeed || !ASCII.isSpace($0) } ?? bytes.count
    // psql would run what follows on the line after the rows; it is read as SQL, which the rows are not.
    guard rest == bytes.count || bytes[rest] == ASCII.lineFeed, let copy = statements.popLast() else {
      return
    }
    let dataStart = min(rest + 1, bytes.count)
    var dataEnd = dataStart
    while dataEnd < bytes.count {
      let line = restOfLine(from: dataEnd)
      let content = bytes[line]
      lexer.position = line.upperBound
      if content.elementsEqual([ASCII.backslash, ASCII.dot])
        || content.elementsEqual([ASCII.backslash, ASCII.dot, ASCII.carriageReturn])
      {
        statements.append(copy.with(copyData: dataStart..<dataEnd))
        return
      }
      dataEnd = min(line.upperBound + 1, bytes.count)
    }
    lexer.position = bytes.count
    report(.unterminatedCopy, #"the rows of COPY do not end with a line \."#, at: copy.range.lowerBound)
    statements.append(copy.with(copyData: dataStart..<bytes.count))
  }
}

// MARK: - Comments and the end of a statement

extension Splitting {
  private mutating func takeComment(_ token: Token) {
    if token.kind == .blockComment, lexer.isReadOtherwiseElsewhere(token) {
      report(.ambiguousComment, "another dialect would run a part of this comment", at: token.start)
    }
    if token.kind == .lineComment {
      switch directiveReader.read(token, line: lines.line(at: token.start)) {
      case .directive(let directive): return takeDirective(directive)
      case .misplaced(let tool):
        report(.misplacedDirective, "\(tool.rawValue) does not read this directive", at: token.start)
      case .none: break
      }
    }
    if start == nil { comments.append(String(decoding: bytes[token.start..<token.end], as: UTF8.self)) }
  }

  private mutating func takeDirective(_ directive: Directive) {
    directives.append(directive)
    let isBorder =
      directive.direction != nil
      || ["statementbegin", "statementend", "statement-breakpoint"].contains(directive.name)
    if isBorder { finish(isEndOfSection: true) }
    pendingDirectives.append(directive)
    if let direction = directive.direction { self.direction = direction }
  }

  /// Closes the statement being read, if it has any token.
  private mutating func finish(isEndOfSection: Bool = false, isClientCommand: Bool = false) {
    defer {
      head = StatementHead(dialect)
      start = nil
      parentheses = 0
      isTemplated = false
    }
    guard let start else { return }
    if isEndOfSection, parentheses > 0 || head.bodyDepth > (head.endsOpen ? 1 : 0) {
      report(.unterminatedStatement, "parentheses or BEGIN and END do not match", at: start)
    }
    guard statements.count < Limits.statements else {
      isFull = true
      return report(
        .tooManyStatements, "more than \(Limits.statements) statements; the rest was not read", at: start)
    }
    let statement = Statement(
      range: start..<end, line: lines.line(at: start), text: Array(bytes[start..<end]), dialect: dialect,
      directives: pendingDirectives, leadingComments: comments, direction: direction,
      isTemplated: isTemplated,
      isClientCommand: isClientCommand)
    if QuotingChange.isMade(by: statement.text, head: head) {
      report(.quotingChanged, "the statement changes how the text after it is quoted", at: start)
    }
    let isBatch = dialect == .mssql && statement.text.count <= Limits.recognizerBytes
    let pieces = isBatch ? BatchBorders(statement).ranges : []
    if pieces.count > 1, statements.count + pieces.count <= Limits.statements {
      for piece in pieces { append(piece, of: statement, isFirst: piece.lowerBound == 0) }
    } else {
      statements.append(statement)
    }
    comments = []
    pendingDirectives = []
  }

  /// Appends a statement of SQL Server's that ends without a semicolon.
  private mutating func append(_ piece: Range<Int>, of batch: Statement, isFirst: Bool) {
    let start = batch.range.lowerBound + piece.lowerBound
    statements.append(
      Statement(
        range: start..<start + piece.count, line: lines.line(at: start), text: Array(batch.text[piece]),
        dialect: dialect, directives: isFirst ? batch.directives : [],
        leadingComments: isFirst ? batch.leadingComments : [], direction: batch.direction,
        isTemplated: batch.isTemplated))
  }
}

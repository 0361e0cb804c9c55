/// Cuts a file into tokens, in one pass.
///
/// HCL's lexical grammar depends on where it is: in code, in a quoted string, in a heredoc, or in code again
/// inside a `${}` or `%{}`. `modes` is the stack of these places.
struct Lexer {
  /// A place other than plain code.
  enum Mode {
    case quoted(start: Int)
    case heredoc(start: Int, marker: Range<Int>)
    /// In a text that is a template as a whole.
    case bare
    /// Inside `${}` or `%{}`, under so many braces of its own.
    case sequence(start: Int, braces: Int)
  }

  let bytes: [UInt8]
  /// The offset behind the last byte to read.
  let end: Int
  var position: Int
  var modes: [Mode] = []
  var tokens = ContiguousArray<Token>()
  var diagnostics: DiagnosticCollector
  /// Whether the file ended inside a string, heredoc, sequence or comment.
  var isOpenAtEnd = false

  init(bytes: [UInt8], from start: Int, to end: Int, maximumDiagnostics: Int, mode: Mode? = nil) {
    self.bytes = bytes
    self.end = end
    position = start
    diagnostics = DiagnosticCollector(maximum: maximumDiagnostics)
    tokens.reserveCapacity((end - start) / 6 + 16)
    if let mode {
      modes = [mode]
      emit(.openHeredoc, start, start)
    }
  }

  mutating func run() {
    if position == 0, modes.isEmpty, end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    while position < end {
      switch modes.last {
      case nil, .sequence: scanCode()
      case .quoted: scanQuoted()
      case .heredoc(_, let marker): scanHeredocLine(marker)
      case .bare: scanHeredocLine(nil)
      }
    }
    closeModesAtEnd()
    emit(.endOfFile, end, end)
  }

  mutating func emit(_ kind: TokenKind, _ start: Int, _ end: Int) {
    tokens.append(Token(kind, start, end))
  }

  /// The byte so many places ahead, or 0 behind the end. (A NUL in the file is diagnosed where it stands.)
  func byte(ahead distance: Int) -> UInt8 {
    position + distance < end ? bytes[position + distance] : 0
  }

  func range(_ start: Int, _ end: Int) -> HCL.ByteRange { HCL.ByteRange(start: start, end: end) }

  // Every place that the file leaves open is closed for the parser, so that it can still read what is there.
  private mutating func closeModesAtEnd() {
    isOpenAtEnd = isOpenAtEnd || !modes.isEmpty
    while let mode = modes.popLast() {
      switch mode {
      case .bare: emit(.closeHeredoc, end, end)
      case .quoted(let start):
        diagnostics.add(.unterminatedString, range(start, start + 1))
        emit(.closeQuote, end, end)
      case .heredoc(let start, let marker):
        diagnostics.add(.unterminatedHeredoc, range(start, marker.upperBound))
        emit(.closeHeredoc, end, end)
      case .sequence(let start, _):
        diagnostics.add(.unterminatedSequence, range(start, start + 2))
        emit(.closeSequence, end, end)
      }
    }
  }

  // MARK: Code

  /// Scans tokens until the mode changes or the file ends.
  private mutating func scanCode() {
    let depth = modes.count
    while position < end, modes.count == depth {
      let byte = bytes[position]
      if IdentifierText.isStart(byte) {
        let start = position
        var index = start + 1
        while index < end, ByteClass.name.contains(bytes[index]) { index += 1 }
        if index < end, bytes[index] >= 0x80 { index = endOfIdentifier(from: index) }
        emit(.identifier, start, index)
        // Most names have a space behind them.
        if index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
        position = index
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        var index = position + 1
        while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
        position = index
      } else if IdentifierText.isDigit(byte) {
        scanNumber()
      } else if byte >= 0x80 {
        scanNonASCII()
      } else {
        scanSymbol(byte)
      }
    }
  }

  private mutating func scanIdentifier() {
    let start = position
    position = endOfIdentifier(from: start)
    emit(.identifier, start, position)
  }

  /// The end of the identifier whose first character begins at `start` and was checked.
  private func endOfIdentifier(from start: Int) -> Int {
    var index = start
    while true {
      while index < end, ByteClass.name.contains(bytes[index]) { index += 1 }
      guard index < end, bytes[index] >= 0x80, let scalar = bytes.scalar(at: index, before: end),
        IdentifierText.isContinue(scalar.value)
      else { return index }
      index += scalar.length
    }
  }

  // The longest run of digits, points and exponents that does not end in a point; the parser checks its form.
  private mutating func scanNumber() {
    let start = position
    var index = start + 1
    var accepted = index
    while index < end {
      let byte = bytes[index]
      if IdentifierText.isDigit(byte) {
        index += 1
        accepted = index
      } else if byte == UInt8(ascii: ".") {
        index += 1
      } else if byte | 0x20 == UInt8(ascii: "e") {
        var digit = index + 1
        if digit < end, bytes[digit] == UInt8(ascii: "+") || bytes[digit] == UInt8(ascii: "-") { digit += 1 }
        guard digit < end, IdentifierText.isDigit(bytes[digit]) else { break }
        index = digit + 1
        accepted = index
      } else {
        break
      }
    }
    position = accepted
    emit(.number, start, accepted)
  }

  private mutating func scanNonASCII() {
    guard let scalar = bytes.scalar(at: position, before: end) else {
      return reject(.invalidUTF8, length: 1)
    }
    if IdentifierText.isStart(scalar.value) {
      scanIdentifier()
    } else {
      reject(.invalidCharacter, length: scalar.length)
    }
  }

  /// Diagnoses the next bytes and leaves an invalid token in their place.
  mutating func reject(_ problem: HCL.Problem, length: Int) {
    diagnostics.add(problem, range(position, position + length))
    emit(.invalid, position, position + length)
    position += length
  }

  private mutating func take(_ kind: TokenKind, _ length: Int) {
    emit(kind, position, position + length)
    position += length
  }

  private mutating func scanSymbol(_ byte: UInt8) {
    let next = self.byte(ahead: 1)
    switch byte {
    case UInt8(ascii: "\n"): takeNewline(1)
    case UInt8(ascii: "\r") where next == UInt8(ascii: "\n"): takeNewline(2)
    case UInt8(ascii: "="):
      if next == UInt8(ascii: "=") {
        take(.equalEqual, 2)
      } else if next == UInt8(ascii: ">") {
        take(.fatArrow, 2)
      } else {
        take(.equal, 1)
      }
    case UInt8(ascii: "\""): openQuote()
    case UInt8(ascii: "."):
      if next == byte, self.byte(ahead: 2) == byte { take(.ellipsis, 3) } else { take(.dot, 1) }
    case UInt8(ascii: ","): take(.comma, 1)
    case UInt8(ascii: "{"): openBrace()
    case UInt8(ascii: "}"): closeBrace(length: 1)
    case UInt8(ascii: "["): take(.openBracket, 1)
    case UInt8(ascii: "]"): take(.closeBracket, 1)
    case UInt8(ascii: "("): take(.openParenthesis, 1)
    case UInt8(ascii: ")"): take(.closeParenthesis, 1)
    case UInt8(ascii: ":"):
      if next == byte { take(.doubleColon, 2) } else { take(.colon, 1) }
    case UInt8(ascii: "#"): skipLineComment()
    default: scanOperator(byte, next)
    }
  }

  private mutating func scanOperator(_ byte: UInt8, _ next: UInt8) {
    let followedByEqual = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "/") where next == byte: skipLineComment()
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipBlockComment()
    case UInt8(ascii: "/"): take(.slash, 1)
    case UInt8(ascii: "?"): take(.question, 1)
    case UInt8(ascii: "*"): take(.star, 1)
    case UInt8(ascii: "%"): take(.percent, 1)
    case UInt8(ascii: "+"): take(.plus, 1)
    case UInt8(ascii: "-"): take(.minus, 1)
    case UInt8(ascii: "!"): if followedByEqual { take(.notEqual, 2) } else { take(.bang, 1) }
    case UInt8(ascii: ">"): if followedByEqual { take(.greaterOrEqual, 2) } else { take(.greater, 1) }
    case UInt8(ascii: "<"):
      if next == byte, openHeredoc() { return }
      if followedByEqual { take(.lessOrEqual, 2) } else { take(.less, 1) }
    case UInt8(ascii: "&") where next == byte: take(.and, 2)
    case UInt8(ascii: "|") where next == byte: take(.or, 2)
    case UInt8(ascii: "~") where next == UInt8(ascii: "}") && isAtSequenceEnd: closeBrace(length: 2)
    case 0: reject(.nulByte, length: 1)
    default: reject(.invalidCharacter, length: 1)
    }
  }

  private mutating func takeNewline(_ length: Int) {
    if tokens.last?.kind != .newline { emit(.newline, position, position + length) }
    position += length
  }

  private mutating func openBrace() {
    take(.openBrace, 1)
    if case .sequence(let start, let braces) = modes.last {
      modes[modes.count - 1] = .sequence(start: start, braces: braces + 1)
    }
  }

  private var isAtSequenceEnd: Bool {
    if case .sequence(_, braces: 0) = modes.last { true } else { false }
  }

  private mutating func closeBrace(length: Int) {
    guard case .sequence(let start, let braces) = modes.last else { return take(.closeBrace, length) }
    if braces == 0 {
      modes.removeLast()
      take(.closeSequence, length)
    } else {
      modes[modes.count - 1] = .sequence(start: start, braces: braces - 1)
      take(.closeBrace, length)
    }
  }

  // MARK: Comments

  // A comment may hold bytes of any encoding: it says nothing to the language. NUL is still no text.
  private mutating func skipLineComment() {
    var index = position
    while index < end, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == 0 { diagnostics.add(.nulByte, range(index, index + 1)) }
      index += 1
    }
    position = index
  }

  private mutating func skipBlockComment() {
    let start = position
    var index = position + 2
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        position = index + 2
        return
      }
      if bytes[index] == 0 { diagnostics.add(.nulByte, range(index, index + 1)) }
      index += 1
    }
    diagnostics.add(.unterminatedComment, range(start, start + 2))
    isOpenAtEnd = true
    position = end
  }

  // MARK: Openers of templates

  private mutating func openQuote() {
    modes.append(.quoted(start: position))
    take(.openQuote, 1)
  }

  /// Opens a heredoc when `<<` is followed by a marker and a line end, with nothing in between.
  private mutating func openHeredoc() -> Bool {
    let isFlush = byte(ahead: 2) == UInt8(ascii: "-")
    let markerStart = position + (isFlush ? 3 : 2)
    guard markerStart < end, let first = bytes.scalar(at: markerStart, before: end),
      IdentifierText.isStart(first.value)
    else { return false }
    let markerEnd = endOfIdentifier(from: markerStart)
    var lineEnd = markerEnd
    if lineEnd < end, bytes[lineEnd] == UInt8(ascii: "\r") { lineEnd += 1 }
    guard lineEnd < end, bytes[lineEnd] == UInt8(ascii: "\n") else { return false }
    modes.append(.heredoc(start: position, marker: markerStart..<markerEnd))
    take(isFlush ? .openFlushHeredoc : .openHeredoc, lineEnd + 1 - position)
    return true
  }
}

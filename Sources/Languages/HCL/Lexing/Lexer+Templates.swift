extension Lexer {
  // MARK: Quoted strings

  /// Scans the rest of a quoted string up to a sequence, its closing quote, or the end of the line.
  mutating func scanQuoted() {
    var start = position
    var kind = TokenKind.text
    while true {
      skipPlainText()
      guard position < end else { break }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        emitText(kind, from: start)
        modes.removeLast()
        emit(.closeQuote, position, position + 1)
        position += 1
        return
      case UInt8(ascii: "\\"):
        kind = .escapedText
        // An escaped character does not act, whatever it is; whether the escape is known is the parser's to
        // judge.
        let next = self.byte(ahead: 1)
        position += next < 0x80 && next != UInt8(ascii: "\n") && next != UInt8(ascii: "\r") ? 2 : 1
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        if isSequenceOpener {
          emitText(kind, from: start)
          openSequence(byte)
          return
        }
        if isEscapedOpener {
          emitText(kind, from: start)
          emitEscapedOpener()
          start = position
          kind = .text
        } else {
          position += 1
        }
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        emitText(kind, from: start)
        closeQuotesAtLineEnd()
        return
      default: skipTextByte(byte)
      }
    }
    position = min(position, end)
    emitText(kind, from: start)
  }

  private mutating func emitText(_ kind: TokenKind, from start: Int) {
    if start < position { emit(kind, start, position) }
  }

  // A string cannot go on behind its line. Every string that it is inside of is given up with it, so that one
  // lost quote does not turn the rest of the file inside out; a heredoc around them goes on.
  private mutating func closeQuotesAtLineEnd() {
    while let mode = modes.last {
      switch mode {
      case .heredoc, .bare: return
      case .quoted(let start):
        diagnostics.add(.unterminatedString, range(start, position))
        emit(.closeQuote, position, position)
      case .sequence(let start, _):
        diagnostics.add(.unterminatedSequence, range(start, position))
        emit(.closeSequence, position, position)
      }
      modes.removeLast()
    }
  }

  // MARK: Heredocs

  /// Scans a line of a heredoc, or its rest, up to a sequence or to the line end, which belongs to the text. A text
  /// without an end marker ends with the input.
  mutating func scanHeredocLine(_ marker: Range<Int>?) {
    if let marker, isAtHeredocLineStart, let markerLineEnd = endOfMarkerLine(marker) {
      emit(.closeHeredoc, position, markerLineEnd)
      position = markerLineEnd
      modes.removeLast()
      return
    }
    var start = position
    while true {
      skipPlainText()
      guard position < end else { break }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        if isSequenceOpener {
          emitText(.text, from: start)
          openSequence(byte)
          return
        }
        if isEscapedOpener {
          emitText(.text, from: start)
          emitEscapedOpener()
          start = position
        } else {
          position += 1
        }
      case UInt8(ascii: "\n"):
        position += 1
        emitText(.text, from: start)
        return
      case UInt8(ascii: "\r") where self.byte(ahead: 1) != UInt8(ascii: "\n"):
        diagnostics.add(.invalidCharacter, range(position, position + 1))
        position += 1
      default: skipTextByte(byte)
      }
    }
    emitText(.text, from: start)
  }

  // Only a whole line can be the end marker: not one with a sequence before it.
  private var isAtHeredocLineStart: Bool {
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .openHeredoc, .openFlushHeredoc: return true
    case .text: return bytes[position - 1] == UInt8(ascii: "\n")
    default: return false
    }
  }

  /// The end of the line, without its line end, when the line trimmed of white space is the marker.
  private func endOfMarkerLine(_ marker: Range<Int>) -> Int? {
    let text = skipWhitespace(from: position)
    guard end - text > marker.count else { return nil }
    for (offset, index) in marker.enumerated() where bytes[text + offset] != bytes[index] { return nil }
    let lineEnd = skipWhitespace(from: text + marker.count)
    let newline = lineEnd < end && bytes[lineEnd] == UInt8(ascii: "\r") ? lineEnd + 1 : lineEnd
    return newline < end && bytes[newline] == UInt8(ascii: "\n") ? lineEnd : nil
  }

  private func skipWhitespace(from start: Int) -> Int {
    var index = start
    while index < end, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r"),
      let scalar = bytes.scalar(at: index, before: end), scalar.value.isHCLWhitespace
    {
      index += scalar.length
    }
    return index
  }

  // MARK: Both

  private var isSequenceOpener: Bool { byte(ahead: 1) == UInt8(ascii: "{") }

  private var isEscapedOpener: Bool {
    byte(ahead: 1) == byte(ahead: 0) && byte(ahead: 2) == UInt8(ascii: "{")
  }

  private mutating func emitEscapedOpener() {
    emit(.escapedOpener, position, position + 3)
    position += 3
  }

  private mutating func openSequence(_ byte: UInt8) {
    let length = self.byte(ahead: 2) == UInt8(ascii: "~") ? 3 : 2
    modes.append(.sequence(start: position, braces: 0))
    emit(byte == UInt8(ascii: "$") ? .openInterpolation : .openDirective, position, position + length)
    position += length
  }

  /// Moves over the characters that nothing has to be done about, which are nearly all.
  private mutating func skipPlainText() {
    var index = position
    while index < end, ByteClass.plainText.contains(bytes[index]) { index += 1 }
    position = index
  }

  /// Moves over one character of text and diagnoses it when it is none.
  private mutating func skipTextByte(_ byte: UInt8) {
    if byte >= 0x80 {
      if let scalar = bytes.scalar(at: position, before: end) {
        position += scalar.length
        return
      }
      diagnostics.add(.invalidUTF8, range(position, position + 1))
    } else if byte == 0 {
      diagnostics.add(.nulByte, range(position, position + 1))
    }
    position += 1
  }
}

/// The flat pieces of a template in the order of the source, to which strip markers and indentation are
/// applied.
///
/// The reference applies both to the single pieces that its scanner makes, of which the one next to a strip
/// marker ends with its line. So `~` never eats white space of more than the line at hand, and this type
/// keeps lines apart.
struct TemplatePieces {
  enum Piece {
    case literal(String)
    case interpolation(HCL.Expression)
    case openIf(HCL.Expression, HCL.ByteRange)
    case openElse(HCL.ByteRange)
    case closeIf(HCL.ByteRange)
    case openFor(key: String?, value: String, HCL.Expression, HCL.ByteRange)
    case closeFor(HCL.ByteRange)
  }

  private(set) var pieces: [Piece] = []
  private var stripsNextLiteral = false

  mutating func addLiteral(_ text: String) {
    pieces.append(.literal(stripsNextLiteral ? String(text.trimmingLeadingWhitespace) : text))
    stripsNextLiteral = false
  }

  mutating func addSequence(_ piece: Piece, stripsBefore: Bool, stripsAfter: Bool) {
    if stripsBefore, case .literal(let text)? = pieces.last {
      pieces[pieces.count - 1] = .literal(String(text.trimmingTrailingWhitespace))
    }
    stripsNextLiteral = stripsAfter
    pieces.append(piece)
  }

  /// Applies `<<-`: removes from every line as much white space as the least indented line has. Blank lines
  /// neither count nor change; a line that begins with a sequence has no indentation.
  mutating func removeIndentation() {
    var smallest = Int.max
    var starts: [Int] = []
    var isLineStart = true
    for (offset, piece) in pieces.enumerated() {
      guard case .literal(let text) = piece else {
        if isLineStart { smallest = 0 }
        isLineStart = false
        continue
      }
      if isLineStart, !text.isBlankLine {
        smallest = min(smallest, text.indentation)
        starts.append(offset)
      }
      isLineStart = text.utf8.last == UInt8(ascii: "\n")
    }
    guard smallest > 0 else { return }
    for offset in starts {
      if case .literal(let text) = pieces[offset] {
        pieces[offset] = .literal(text.droppingIndentation(smallest))
      }
    }
  }
}

extension String {
  fileprivate var trimmingLeadingWhitespace: Substring.UnicodeScalarView {
    Substring(self).unicodeScalars.drop(while: \.isHCLWhitespace)
  }

  fileprivate var trimmingTrailingWhitespace: Substring.UnicodeScalarView {
    var rest = Substring(self).unicodeScalars
    while let last = rest.last, last.isHCLWhitespace { rest.removeLast() }
    return rest
  }

  fileprivate var isBlankLine: Bool {
    unicodeScalars.last == "\n" && unicodeScalars.allSatisfy(\.isHCLWhitespace)
  }

  /// The number of characters of white space at the start.
  fileprivate var indentation: Int {
    plainIndentation ?? prefix { $0.unicodeScalars.allSatisfy(\.isHCLWhitespace) }.count
  }

  /// The same where it is spaces and tabs before a visible ASCII character, to which nothing can be joined.
  private var plainIndentation: Int? {
    let spaces = utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return spaces.endIndex < utf8.endIndex && (0x21..<0x7F).contains(utf8[spaces.endIndex]) ? spaces.count : nil
  }

  fileprivate func droppingIndentation(_ count: Int) -> String {
    if plainIndentation != nil { return String(self[utf8.index(startIndex, offsetBy: count)...]) }
    return String(dropFirst(count))
  }
}

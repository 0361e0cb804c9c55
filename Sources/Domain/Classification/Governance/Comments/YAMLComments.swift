/// Comment lines of YAML (YAML 1.2.2, sections 6.6 and 8.1), without a parser of YAML.
struct YAMLComments {
  private var kept: [ArraySlice<UInt8>] = []
  /// Blank lines whose meaning the next line decides.
  private var blanks: [ArraySlice<UInt8>] = []
  private var scalar: BlockScalar?

  /// A literal or folded text (`|`, `>`), in which `#` is content.
  private struct BlockScalar {
    /// The indentation of the line that opens it; the text is indented deeper.
    let parent: Int
    /// The indentation of the text, once its first line is read.
    var indentation: Int?
    /// Whether blank lines after the text belong to it (`|+`).
    let keepsEnd: Bool

    func holds(_ line: ArraySlice<UInt8>) -> Bool {
      line.indentation >= (indentation ?? (parent + 1)) || line.first == UInt8(ascii: "\t")
    }
  }

  /// The lines without comment lines and blank lines, up to the first line after which `#` may be content.
  static func dropping(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var reading = YAMLComments()
    for (index, line) in lines.enumerated() where !reading.read(line) {
      return reading.kept + lines[(index + 1)...]
    }
    if reading.scalar?.keepsEnd == true { reading.kept += reading.blanks }
    return reading.kept
  }

  /// Takes one line; `false` when a quoted text may go on in the next one.
  private mutating func read(_ line: ArraySlice<UInt8>) -> Bool {
    if line.isBlank {
      blanks.append(line)
      return true
    }
    if var open = scalar, open.holds(line) {
      open.indentation = open.indentation ?? line.indentation
      scalar = open
      keep(line, withBlanks: true)
      return true
    }
    let endsKeepingScalar = scalar?.keepsEnd == true
    scalar = nil
    if line.isHashComment {
      if endsKeepingScalar { kept += blanks }
      blanks = []
      return true
    }
    // A blank line inside a plain text of several lines is a line feed of its value; no such text goes on
    // with a key.
    keep(line, withBlanks: endsKeepingScalar || !Self.startsWithKey(line))
    scalar = Self.openedScalar(line)
    return !Self.leavesQuoteOpen(line)
  }

  private mutating func keep(_ line: ArraySlice<UInt8>, withBlanks: Bool) {
    if withBlanks { kept += blanks }
    blanks = []
    kept.append(line)
  }

  /// Whether the line, after the dashes of list items, is `key:` or `key: …` with a key of plain characters.
  private static func startsWithKey(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line.drop(while: \.isBlank)
    while rest.starts(with: "- ".utf8) { rest = rest.dropFirst(2).drop(while: \.isBlank) }
    let key = rest.prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    let after = rest.dropFirst(key.count)
    return !key.isEmpty && after.first == UInt8(ascii: ":") && after.dropFirst().first?.isBlank != false
  }

  /// The block scalar that the end of the line opens: `|` or `>` with indicators, perhaps before a comment.
  private static func openedScalar(_ line: ArraySlice<UInt8>) -> BlockScalar? {
    var words = line.split(whereSeparator: \.isBlank)
    if let comment = words.firstIndex(where: { $0.first == UInt8(ascii: "#") }), !isHeader(words.last) {
      words.removeSubrange(comment...)
    }
    guard let header = words.last, isHeader(header) else { return nil }
    // A given indentation counts from the parent node, which may lie deeper than the line's start; the lower
    // bound takes too many lines for content, never too few.
    let indentation = header.contains { "123456789".utf8.contains($0) } ? line.indentation + 1 : nil
    return BlockScalar(
      parent: line.indentation, indentation: indentation, keepsEnd: header.contains(UInt8(ascii: "+")))
  }

  private static func isHeader(_ word: ArraySlice<UInt8>?) -> Bool {
    guard let word, let first = word.first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else {
      return false
    }
    return word.dropFirst().allSatisfy { "+-123456789".utf8.contains($0) }
  }

  /// Whether a quoted text may go on in the next line. An apostrophe inside a word may open nothing, which
  /// this cannot tell, so it counts as open.
  private static func leavesQuoteOpen(_ line: ArraySlice<UInt8>) -> Bool {
    var quote: UInt8?
    var isEscaped = false
    var previous: UInt8?
    for byte in line {
      defer { previous = byte }
      let isQuote = byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if byte == open { quote = nil }
        isEscaped = byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\"")
      } else if isQuote {
        if previous?.isASCIILetterOrDigit == true { return true }
        quote = byte
      } else if byte == UInt8(ascii: "#"), previous?.isBlank != false {
        return false
      }
    }
    return quote != nil
  }
}

/// A template of Helm or Jinja made readable as the text that it is around its expressions.
///
/// Expressions within a line become plain words (`⟦.Values.port⟧`), lines that are expressions alone become empty,
/// so that every line keeps its number.
public struct TemplateText: Sendable {
  /// The text with its expressions replaced.
  public let bytes: [UInt8]
  /// The blocks (`if`, `range`, `with`, `for`) with their lines.
  let blocks: [Block]
  /// Lines that print something that is not known: `{{ toYaml .Values.rules | nindent 4 }}`.
  let hidden: [(line: Int, expression: String)]

  struct Block: Sendable {
    let expression: String
    let first: Int
    let last: Int
  }

  private static let openers: Set<String> = ["if", "range", "with", "for", "define", "block"]
  private static let closers: Set<String> = ["end", "endif", "endfor"]
  private static let silent: Set<String> = ["else", "elif", "set", "define", "template", "break", "continue"]

  /// Whether there are expressions at all.
  public static func isTemplate(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == UInt8(ascii: "{"), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      previous = byte
    }
    return false
  }

  /// - Parameter isTerraform: whether `${…}` and `%{…}` are expressions as well (Terraform, "templatefile").
  public init(_ bytes: [UInt8], isTerraform: Bool = false) {
    var reader = Reader(bytes: bytes, isTerraform: isTerraform)
    reader.run()
    self.bytes = reader.output
    blocks = reader.blocks
    hidden = reader.hidden
  }

  /// The expressions of the blocks around a line, outermost first.
  func guards(at line: Int) -> [String] {
    blocks.filter { $0.first <= line && line <= $0.last && !$0.expression.hasPrefix("define") }
      .sorted { $0.first < $1.first }.map { "{{ \($0.expression) }}" }
  }

  private struct Reader {
    let bytes: [UInt8]
    var output: [UInt8] = []
    var blocks: [Block] = []
    var hidden: [(line: Int, expression: String)] = []
    private var open: [OpenBlock] = []
    private var line = 1
    private var place = 0
    private let isTerraform: Bool

    struct OpenBlock {
      let expression: String
      let line: Int
      /// Where its text starts in the output.
      let start: Int
      /// Whether it has an `else`.
      var chooses = false
    }

    init(bytes: [UInt8], isTerraform: Bool) {
      self.bytes = bytes
      self.isTerraform = isTerraform
    }

    mutating func run() {
      output.reserveCapacity(bytes.count)
      var lineStart = 0
      var hasText = false
      var words: [String] = []
      while place < bytes.count {
        let byte = bytes[place]
        if byte == 10 {
          finishLine(from: lineStart, hasText: hasText, words)
          output.append(10)
          (lineStart, hasText, words) = (output.count, false, [])
          line += 1
          place += 1
        } else if isTerraform, byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%"), let end = bracesEnd() {
          words += expression(until: end, closing: 1)
        } else if byte == UInt8(ascii: "{"), let end = expressionEnd() {
          words += expression(until: end)
        } else {
          if byte != 32, byte != 9, byte != 13 { hasText = true }
          output.append(byte)
          place += 1
        }
      }
      finishLine(from: lineStart, hasText: hasText, words)
      for left in open { blocks.append(Block(expression: left.expression, first: left.line, last: line)) }
    }

    /// The place behind the expression that starts here.
    private func expressionEnd() -> Int? {
      guard place + 1 < bytes.count else { return nil }
      let second = bytes[place + 1]
      let closing: UInt8
      switch second {
      case UInt8(ascii: "{"): closing = UInt8(ascii: "}")
      case UInt8(ascii: "%"), UInt8(ascii: "#"): closing = second
      default: return nil
      }
      var at = place + 2
      // No expression is longer; without a bound, unclosed ones would be looked for to the end again and again.
      let limit = min(bytes.count, place + 4096)
      while at + 1 < limit {
        if bytes[at] == closing, bytes[at + 1] == UInt8(ascii: "}") { return at + 2 }
        at += 1
      }
      return nil
    }

    /// The place behind the `${…}` that starts here.
    private func bracesEnd() -> Int? {
      guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "{") else { return nil }
      var depth = 0
      for at in (place + 1)..<min(bytes.count, place + 4096) {
        if bytes[at] == UInt8(ascii: "{") { depth += 1 }
        if bytes[at] == UInt8(ascii: "}") { depth -= 1 }
        if depth == 0 { return at + 1 }
      }
      return nil
    }

    /// Takes an expression; gives back what it prints into its line.
    private mutating func expression(until end: Int, closing: Int = 2) -> [String] {
      let inner = bytes[(place + 2)..<(end - closing)]
      let isComment = bytes[place + 1] == UInt8(ascii: "#")
      var text = String(decoding: inner, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      while let first = text.first, "- ~".contains(first) { text.removeFirst() }
      while let last = text.last, "- ~".contains(last) { text.removeLast() }
      let first = line
      let breaks = inner.count { $0 == 10 }
      defer {
        place = end
        line = first + breaks
        output.append(contentsOf: repeatElement(10, count: breaks))
      }
      let word = text.split(separator: " ", maxSplits: 1).first.map(String.init) ?? ""
      if isComment || text.hasPrefix("/*") || text.isEmpty { return [] }
      if TemplateText.openers.contains(word) {
        open.append(OpenBlock(expression: text, line: first, start: output.count))
        return []
      }
      if TemplateText.closers.contains(word) {
        guard let block = open.popLast() else { return [] }
        blocks.append(Block(expression: block.expression, first: block.line, last: first))
        // `type: {{ if a }}NodePort{{ else }}ClusterIP{{ end }}` is one of its texts, and never all of them.
        guard block.chooses, block.line == first else { return [] }
        output.removeSubrange(block.start...)
        append(block.expression)
        return [block.expression]
      }
      if word == "else" || word == "elif", !open.isEmpty { open[open.count - 1].chooses = true }
      if TemplateText.silent.contains(word) || text.contains(":=") { return [] }
      append(text)
      return [text]
    }

    /// Writes the word that stands for an expression; what would end a plain word of YAML is left out.
    private mutating func append(_ expression: String) {
      let name = expression.filter { !"\"'`#{}[]\\".contains($0) }.replacing(": ", with: " ")
      output.append(contentsOf: "\(Unresolved.opening)\(name)\(Unresolved.closing)".utf8)
    }

    /// A line of expressions alone prints lines of its own, which stand nowhere.
    private mutating func finishLine(from start: Int, hasText: Bool, _ words: [String]) {
      guard !hasText, !words.isEmpty else { return }
      hidden += words.map { (line, $0) }
      let kept = output[min(start, output.count)...].filter { $0 == 10 }
      output.removeSubrange(min(start, output.count)...)
      output.append(contentsOf: kept)
    }
  }
}

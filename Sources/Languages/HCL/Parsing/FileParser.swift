/// Parses a whole file, and again from a safe place when an item swallows the rest of it.
///
/// An item that is still open at the end of the file, such as a block without its closing brace or a heredoc
/// without its end marker, has eaten every item behind it. It is then cut off before the next line that
/// begins a block or attribute in its first column, and parsing goes on from there.
struct FileParser {
  /// How often parsing starts again in one file. Every time may read the file to its end, so this keeps the
  /// time linear; a file with so many open items is broken past reading.
  static let maximumRestarts = 8

  let bytes: [UInt8]
  let limits: HCL.Limits
  private var builder = Parser.BodyBuilder()
  private var diagnostics: DiagnosticCollector
  private var restarts = 0

  init(bytes: [UInt8], limits: HCL.Limits) {
    self.bytes = bytes
    self.limits = limits
    diagnostics = DiagnosticCollector(maximum: limits.maximumDiagnostics)
  }

  consuming func parse() -> HCL.ParsedFile {
    guard bytes.count <= min(limits.maximumBytes, HCL.Limits.addressableBytes) else {
      let whole = HCL.ByteRange(start: 0, end: bytes.count)
      diagnostics.add(.fileTooLarge, whole)
      return HCL.ParsedFile(body: HCL.Body(), diagnostics: diagnostics.items)
    }
    var start = 0
    while let next = parseSegment(from: start) { start = next }
    return HCL.ParsedFile(body: builder.body, diagnostics: diagnostics.items)
  }

  /// Parses from `start`. Gives the place to go on from when an item had to be cut off.
  private mutating func parseSegment(from start: Int) -> Int? {
    let segment = Segment(bytes, from: start, to: bytes.count, limits)
    guard restarts < Self.maximumRestarts, let opened = segment.openItemStart,
      let next = nextItemLine(after: opened)
    else {
      take(segment)
      return nil
    }
    restarts += 1
    take(Segment(bytes, from: start, to: next, limits))
    return next
  }

  private mutating func take(_ segment: Segment) {
    if builder.attributes.isEmpty, builder.blocks.isEmpty {
      // Nearly all files are one segment.
      builder = segment.items
    } else {
      for attribute in segment.items.attributes where !builder.add(attribute) {
        diagnostics.add(.duplicateAttribute, attribute.nameRange)
      }
      builder.blocks += segment.items.blocks
    }
    for diagnostic in segment.diagnostics { diagnostics.add(diagnostic) }
  }

  /// The start of the first line behind the one at `offset` that reads `name =`, `name "` or `name {`.
  private func nextItemLine(after offset: Int) -> Int? {
    var index = offset
    while let newline = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      index = newline + 1
      if index < bytes.count, isItemLine(at: index) { return index }
    }
    return nil
  }

  private func isItemLine(at start: Int) -> Bool {
    guard IdentifierText.isStart(bytes[start]) else { return false }
    let rest = bytes[start...].drop { IdentifierText.isContinue($0) }.drop { $0 == UInt8(ascii: " ") }
    switch rest.first {
    case UInt8(ascii: "\""), UInt8(ascii: "{"): return true
    case UInt8(ascii: "="): return rest.dropFirst().first != UInt8(ascii: "=")
    default: return false
    }
  }
}

/// The top-level items of a part of a file.
private struct Segment {
  let items: Parser.BodyBuilder
  let diagnostics: [HCL.Diagnostic]
  /// Where the item begins that was still open at the end, when there was one.
  let openItemStart: Int?

  init(_ bytes: [UInt8], from start: Int, to end: Int, _ limits: HCL.Limits) {
    var lexer = Lexer(bytes: bytes, from: start, to: end, maximumDiagnostics: limits.maximumDiagnostics)
    lexer.run()
    var parser = Parser(lexed: lexer, maximumDepth: limits.maximumDepth)
    var builder = Parser.BodyBuilder()
    var lastItemStart = start
    while parser.peek() != .endOfFile {
      if parser.peek() != .newline { lastItemStart = parser.current.start }
      parser.parseItem(into: &builder, isNested: false)
    }
    items = builder
    diagnostics = parser.diagnostics.items.enumerated()
      .sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }.map(\.element)
    openItemStart = parser.isOpenAtEnd ? lastItemStart : nil
  }
}

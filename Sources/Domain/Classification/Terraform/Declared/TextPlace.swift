import HCL

/// Where the lines of a text stand that an expression holds.
struct TextPlace {
  /// The line of the expression.
  let line: Int
  /// Whether the text is written line by line: a heredoc, which begins in the next line.
  let isHeredoc: Bool

  init(of expression: HCL.Expression, in block: ConfigurationBlock) {
    var inner = expression.unwrapped
    // What packs a text begins before it.
    while case .call(let call) = inner.kind, let first = call.arguments.first { inner = first.unwrapped }
    let lines = block.origin.lines.lines(of: inner.range)
    line = lines.lowerBound
    switch inner.kind {
    case .string, .template: isHeredoc = lines.count > 1
    default: isHeredoc = false
    }
  }

  /// The text behind so many empty lines that each line has the number that it has in the file.
  func padded(_ text: String) -> [UInt8] {
    [UInt8](repeating: 10, count: isHeredoc ? line : 0) + Array(text.utf8)
  }
}

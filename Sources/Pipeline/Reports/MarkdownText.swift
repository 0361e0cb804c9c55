/// Untrusted text inside Markdown.
///
/// A name in a pull request must not become a link, a mention, markup or a cell of its own. Inside a code span nothing is
/// read as any of these (CommonMark 0.31 §6.1), and forges neither link nor notify from there.
enum MarkdownText {
  /// The text as a code span that it cannot end; in a table's cell too, where GFM takes `\|` for a bar even in code.
  static func code(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestRun(in: text) + 1)
    let needsSpace = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    let pad = needsSpace ? " " : ""
    return fence + pad + text.escapingBars() + pad + fence
  }

  /// Lines as a code block that they cannot end.
  static func block(_ lines: [String]) -> String {
    let fence = String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
    return "\(fence)text\n\(lines.joined(separator: "\n"))\n\(fence)"
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension String {
  fileprivate func escapingBars() -> String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

/// How a governed file writes comments, so that an edit of nothing else stays silent.
///
/// Where it is not certain that a line is a comment, it is kept: a kept comment costs a finding, a dropped
/// line of content would hide a change.
enum CommentSyntax: Hashable, Sendable {
  /// Every byte counts.
  case none
  /// Lines that start with `#` after blanks: CODEOWNERS, `.gitattributes`.
  case lines
  /// POSIX shell.
  case shell
  /// YAML, with shell scripts and other texts in its block scalars.
  case yaml

  /// The lines of `bytes` that mean something, without line ends.
  func meaningfulLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    switch self {
    case .none: return lines
    case .lines: return lines.map(\.droppingReturn).filter { !$0.isBlank && !$0.isHashComment }
    // A shell takes a carriage return for part of the last word.
    case .shell: return ShellComments.dropping(lines)
    case .yaml: return YAMLComments.dropping(lines.map(\.droppingReturn))
    }
  }

  /// Whether `left` and `right` differ in comments and blank lines at most.
  func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left == right || (self != .none && meaningfulLines(left) == meaningfulLines(right))
  }
}

extension ArraySlice<UInt8> {
  /// The line without the carriage return of a CRLF line end.
  var droppingReturn: ArraySlice<UInt8> { last == UInt8(ascii: "\r") ? dropLast() : self }

  /// The number of spaces at the start.
  var indentation: Int { prefix { $0 == UInt8(ascii: " ") }.count }

  /// The line as it stands `column` spaces in; the whole of it where it starts before that.
  func indented(from column: Int) -> ArraySlice<UInt8> { indentation < column ? self : dropFirst(column) }

  /// Whether there is nothing but spaces and tabs.
  var isBlank: Bool { allSatisfy(\.isBlank) }

  /// Whether the first byte after spaces and tabs is `#`.
  var isHashComment: Bool { first { !$0.isBlank } == UInt8(ascii: "#") }
}

/// Comment lines of POSIX shell (POSIX.1-2017, Shell Command Language, section 2.3).
enum ShellComments {
  /// The lines without comment lines and blank lines, up to the first line after which `#` may be content.
  static func dropping(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var kept: [ArraySlice<UInt8>] = []
    var continues = false
    for (index, line) in lines.enumerated() {
      let isInterpreterLine = index == 0 && line.starts(with: "#!".utf8)
      // After a continued line, a comment or an empty line ends the command that would otherwise go on below
      // it.
      if !continues, !isInterpreterLine, line.isBlank || line.isHashComment { continue }
      kept.append(line)
      continues = line.last == UInt8(ascii: "\\")
      if !isInterpreterLine, leavesTextOpen(line) { return kept + lines[(index + 1)...] }
    }
    return kept
  }

  /// Whether a here-document or a quoted text may go on in the next line.
  private static func leavesTextOpen(_ line: ArraySlice<UInt8>) -> Bool {
    var quote: UInt8?
    var isEscaped = false
    var previous: UInt8?
    for byte in line {
      defer { previous = byte }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        isEscaped = true
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        quote = byte
      } else if byte == UInt8(ascii: "<"), previous == byte {
        return true
      } else if byte == UInt8(ascii: "#"), previous?.isBlank != false {
        return false
      }
    }
    return quote != nil
  }
}

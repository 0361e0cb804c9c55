import SQL

/// A statement without what changes nothing: comments, blanks and the case of letters outside quotes, in the code of a
/// routine as well.
///
/// Two statements with one normal form do the same; two forms may differ although the statements do the same.
struct StatementNormalForm: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ statement: Statement) {
    var reader = Reader(
      text: statement.text, dialect: statement.dialect, readsBodies: Self.holdsCode(statement.text))
    bytes = reader.read()
  }

  /// Whether what stands between dollars is code in which blanks mean nothing.
  private static func holdsCode(_ text: [UInt8]) -> Bool {
    let head = text.prefix(2).asciiLowercased
    let isBlock = head.elementsEqual("do".utf8)
    guard isBlock || head.elementsEqual("cr".utf8) else { return false }
    return text.containsIgnoringCase("plpgsql") || text.containsIgnoringCase("language sql")
      || (isBlock && !text.containsIgnoringCase("language"))
  }
}

extension StatementNormalForm {
  /// Copies the text with comments and blanks as one blank each.
  private struct Reader {
    let text: [UInt8]
    let dialect: Dialect
    let readsBodies: Bool
    private var index = 0
    private var output: [UInt8] = []

    init(text: [UInt8], dialect: Dialect, readsBodies: Bool) {
      self.readsBodies = readsBodies
      self.text = text
      self.dialect = dialect
    }

    mutating func read() -> [UInt8] {
      output.reserveCapacity(text.count)
      while index < text.count {
        let byte = text[index]
        if byte <= 0x20 {
          blank()
        } else if startsLineComment {
          while index < text.count, !endsLineComment(text[index]) { index += 1 }
          blank()
        } else if starts("/*"), !isRunByServer {
          skipBlockComment()
        } else if let end = quoteEnd {
          dropBlank(before: byte)
          copyQuoted(until: end)
        } else if byte == UInt8(ascii: "$"), let tag = dollarTag {
          copyDollarQuoted(tag)
        } else {
          dropBlank(before: byte)
          output.append(byte.asciiLowercased)
          index += 1
        }
      }
      if output.last == UInt8(ascii: " ") { output.removeLast() }
      return output
    }

    /// Signs that no blank beside them changes.
    private static let apart = Set("(),;=".utf8)

    /// Takes back the blank before a sign such as a parenthesis, and between a minus and its number, where it is no part
    /// of an operator: `= - 1` is `=-1`, `a - 1` is not `a -1`.
    private mutating func dropBlank(before byte: UInt8) {
      guard output.last == UInt8(ascii: " "), output.count > 1 else { return }
      let previous = output[output.count - 2]
      let isSigned =
        byte.isASCIIDigit && previous == UInt8(ascii: "-") && output.count > 2
        && Self.apart.contains(output[output.count - 3])
      if Self.apart.contains(byte) || Self.apart.contains(previous) || isSigned { output.removeLast() }
    }

    private var startsLineComment: Bool {
      starts("--") || (dialect == .mysql && text[index] == UInt8(ascii: "#"))
    }

    /// PostgreSQL ends a line comment at a carriage return as well.
    private func endsLineComment(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && dialect == .postgres)
    }

    /// MySQL runs what stands in `/*! … */`; hints in `/*+ … */` change a plan.
    private var isRunByServer: Bool { starts("/*!") || starts("/*+") }

    private func starts(_ mark: String) -> Bool { text[index...].starts(with: mark.utf8) }

    private mutating func blank() {
      if !output.isEmpty, output.last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
      if index < text.count, text[index] <= 0x20 { index += 1 }
    }

    private mutating func skipBlockComment() {
      var depth = 0
      repeat {
        if starts("/*"), depth == 0 || dialect == .postgres {
          depth += 1
          index += 2
        } else if starts("*/") {
          depth -= 1
          index += 2
        } else {
          index += 1
        }
      } while depth > 0 && index < text.count
      if !output.isEmpty, output.last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
    }

    /// The byte that closes the quote which opens here.
    private var quoteEnd: UInt8? {
      switch text[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): text[index]
      case UInt8(ascii: "[") where dialect == .mssql: UInt8(ascii: "]")
      default: nil
      }
    }

    private mutating func copyQuoted(until end: UInt8) {
      // A doubled quote closes and opens again at once, so it needs no care here.
      let escapes = dialect == .mysql || dialect == .clickhouse || output.last == UInt8(ascii: "e")
      repeat {
        output.append(text[index])
        index += 1
        if escapes, index + 1 < text.count, text[index] == UInt8(ascii: "\\") {
          output.append(text[index])
          output.append(text[index + 1])
          index += 2
        }
      } while index < text.count && text[index] != end
      guard index < text.count else { return }
      output.append(end)
      index += 1
    }

    /// `$tag$`, when it opens a dollar quote here.
    private var dollarTag: ArraySlice<UInt8>? {
      guard dialect == .postgres else { return nil }
      var end = index + 1
      while end < text.count,
        text[end] == UInt8(ascii: "_") || text[end].isASCIIDigit || text[end] >= 0x80
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[end].asciiLowercased)
      {
        end += 1
      }
      guard end < text.count, text[end] == UInt8(ascii: "$"), !text[index + 1].isASCIIDigit else {
        return nil
      }
      return text[index...end]
    }

    private mutating func copyDollarQuoted(_ tag: ArraySlice<UInt8>) {
      output.append(contentsOf: tag)
      index += tag.count
      let start = index
      while index < text.count, text[index] != UInt8(ascii: "$") || !text[index...].starts(with: tag) { index += 1 }
      if readsBodies {
        // Quotes between dollars inside the code are texts.
        var body = Reader(text: Array(text[start..<index]), dialect: dialect, readsBodies: false)
        output.append(contentsOf: body.read())
      } else {
        output.append(contentsOf: text[start..<index])
      }
      guard index < text.count else { return }
      output.append(contentsOf: tag)
      index += tag.count
    }
  }
}

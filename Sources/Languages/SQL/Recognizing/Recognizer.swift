/// Gatehouse's own reader of statements: it knows the heads that change schemas and rows, in the spellings of
/// PostgreSQL, MySQL, SQLite and, as far as they are alike, SQL Server and ClickHouse.
///
/// It accepts more than any server does, but it must account for every token: what is left over makes the
/// statement ``ParseOutcome/unparsed(_:)``, so nothing hides behind something known. Time and memory are
/// linear in the statement.
public struct Recognizer: StatementParser {
  /// A recogniser; it has no state.
  public init() {}

  public var identity: String { "gatehouse-recognizer 1" }

  public func parse(_ statement: Statement) -> ParseOutcome {
    if statement.isClientCommand { return .commands([Self.clientCommand(statement)], parsedBy: .recognizer) }
    guard statement.text.count <= Limits.recognizerBytes else {
      return unparsed(
        statement, .statementTooLarge, "the statement has more than \(Limits.recognizerBytes) bytes", at: 0)
    }
    if let offset = statement.text.firstIndex(of: 0) {
      return unparsed(statement, .nulByte, "the statement holds a NUL byte", at: offset)
    }
    var reader = StatementReader(TokenCursor(statement))
    do {
      let commands = try reader.commands()
      if commands.isEmpty {
        return unparsed(statement, .templateOnly, "the statement holds nothing but template markers", at: 0)
      }
      return .commands(commands, parsedBy: .recognizer)
    } catch {
      return unparsed(statement, .syntax, "the statement is not understood from here on", at: error.offset)
    }
  }

  private func unparsed(
    _ statement: Statement, _ code: Diagnostic.Code, _ message: String, at offset: Int
  ) -> ParseOutcome {
    .unparsed(statement.diagnostic(code, message, at: offset))
  }

  private static func clientCommand(_ statement: Statement) -> Command {
    let text = String(decoding: statement.text.dropFirst(), as: UTF8.self)
    let end = text.firstIndex { $0 == " " || $0 == "\t" } ?? text.endIndex
    let arguments = text[end...].drop { $0 == " " || $0 == "\t" }
    return .clientCommand(text[..<end].lowercased(), arguments: String(arguments))
  }
}

extension Statement {
  /// A diagnostic at the byte `offset` of ``text``, placed in the file.
  public func diagnostic(_ code: Diagnostic.Code, _ message: String, at offset: Int) -> Diagnostic {
    let bounded = min(max(0, offset), text.count)
    let lineFeeds = text[..<bounded].lazy.filter { $0 == ASCII.lineFeed }.count
    return Diagnostic(code, message, offset: range.lowerBound + bounded, line: line + lineFeeds)
  }
}

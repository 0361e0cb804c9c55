import CPgQuery
public import SQL

/// Reads statements with PostgreSQL's own grammar, through libpg_query.
///
/// Rows of literals need no grammar (``SQL/LiteralInsert``). What the grammar of its version refuses (newer syntax, templates) goes to ``SQL/Recognizer``, as do the
/// statements of other dialects and those that are too large; the outcome says who read it.
public struct PostgresParser: StatementParser {
  /// The version of libpg_query that this adapter's conversions were written against and tested with; other
  /// versions of the library name a few nodes differently, which shows as a fall back to the recogniser.
  private static let testedLibrary = "15-4.0.0"

  private let recognizer = Recognizer()

  /// A parser; the library's thread starts with the first statement.
  public init() {}

  /// `libpg_query / PostgreSQL 15.1` as far as the library's header tells, with the recogniser behind it.
  public var identity: String {
    let version = PG_VERSION
    let library = version.hasPrefix("15.") ? "libpg_query \(Self.testedLibrary)" : "libpg_query"
    return "\(library) / PostgreSQL \(version) + \(recognizer.identity)"
  }

  public func parse(_ statement: Statement) -> ParseOutcome {
    guard statement.dialect == .postgres, !statement.isClientCommand, !statement.text.contains(0),
      statement.text.count <= Limits.grammarBytes
    else { return recognizer.parse(statement) }
    if let insert = LiteralInsert.command(of: statement) { return .commands([insert], parsedBy: .literals) }
    switch ParserThreads.shared.parse(statement.text) {
    case .tree(let json):
      guard let tape = TreeTape(json),
        let commands = CommandConverter.commands(tape.root, source: statement.text)
      else {
        return recognizer.parse(statement)
      }
      return .commands(commands, parsedBy: .postgresGrammar)
    case .failure(let message, let character): return fallBack(statement, message, character)
    case .unavailable: return recognizer.parse(statement)
    }
  }

  /// Gives the statement to the recogniser; when it fails too, the grammar's word stands, for its position is
  /// exact.
  private func fallBack(_ statement: Statement, _ message: String, _ character: Int) -> ParseOutcome {
    let outcome = recognizer.parse(statement)
    guard case .unparsed(let diagnostic) = outcome, !statement.isTemplated, diagnostic.code == .syntax else {
      return outcome
    }
    return .unparsed(
      statement.diagnostic(
        .syntax, "PostgreSQL \(PG_MAJORVERSION) does not understand the statement from here on",
        at: Self.byteOffset(of: character, in: statement.text)))
  }

  /// The byte where the `character`-th character of `text` starts, counted from 1.
  private static func byteOffset(of character: Int, in text: [UInt8]) -> Int {
    var count = 0
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      count += 1
      if count == character { return offset }
    }
    return character > count ? text.count : 0
  }
}

/// Reads the commands out of one statement.
public protocol StatementParser: Sendable {
  /// What `statement` does; never silence: what cannot be read is ``ParseOutcome/unparsed(_:)``.
  func parse(_ statement: Statement) -> ParseOutcome

  /// The parser and its version as evidence names them, such as `gatehouse-recognizer 1`.
  var identity: String { get }
}

/// What a parser made of a statement.
public enum ParseOutcome: Hashable, Sendable {
  /// The commands, in the order in which they take effect, and who read them.
  case commands([Command], parsedBy: ParsedBy)
  /// The statement was not understood; the diagnostic says where reading ended.
  case unparsed(Diagnostic)

  /// The commands; empty when the statement was not understood.
  public var commands: [Command] {
    if case .commands(let commands, _) = self { commands } else { [] }
  }

  /// Who read the statement; absent when nobody could.
  public var parsedBy: ParsedBy? {
    if case .commands(_, let parsedBy) = self { parsedBy } else { nil }
  }
}

/// Who read a statement; recorded in evidence.
public enum ParsedBy: String, Hashable, Sendable {
  /// The grammar of PostgreSQL itself.
  case postgresGrammar = "postgres-grammar"
  /// ``Recognizer``.
  case recognizer
  /// ``LiteralInsert``.
  case literals
}

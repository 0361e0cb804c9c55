/// Something in a file that the reader must not trust to be understood, with its place.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// The stable code of a problem.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file is larger than the limit; nothing of it was read.
    case fileTooLarge = "file-too-large"
    /// More statements than the limit; the rest was not read.
    case tooManyStatements = "too-many-statements"
    /// A statement is larger than its parser takes.
    case statementTooLarge = "statement-too-large"
    /// A NUL byte: C programs stop reading there, others read on.
    case nulByte = "nul-byte"
    /// A string, quoted name or dollar quote does not end.
    case unterminatedQuote = "unterminated-quote"
    /// A block comment does not end.
    case unterminatedComment = "unterminated-comment"
    /// The data after `COPY … FROM stdin` does not end with `\.`.
    case unterminatedCopy = "unterminated-copy"
    /// Parentheses, or BEGIN and END of a body, do not match at the end of the file or section.
    case unterminatedStatement = "unterminated-statement"
    /// A name in backticks, brackets or double quotes holds a semicolon or a line break: quoting of another
    /// dialect could split the text differently.
    case ambiguousQuote = "ambiguous-quote"
    /// A block comment that another dialect reads as code: `/*! … */`, or one that ends at its first `*/`.
    case ambiguousComment = "ambiguous-comment"
    /// The file is UTF-16 or UTF-32.
    case unsupportedEncoding = "unsupported-encoding"
    /// A directive stands where its tool does not read it (leading white space), or its word is unknown.
    case misplacedDirective = "misplaced-directive"
    /// The statement changes how the text after it must be quoted (`standard_conforming_strings`,
    /// `sql_mode`).
    case quotingChanged = "quoting-changed"
    /// Neither grammar nor recogniser knows the statement.
    case syntax
    /// Code of a migration that is none of its framework's operations.
    case unknownOperation = "unknown-operation"
    /// The statement holds nothing but template markers.
    case templateOnly = "template-only"
  }

  public let code: Code
  /// One sentence for people, without the text of the file.
  public let message: String
  /// The byte in the file.
  public let offset: Int
  /// The line in the file, from 1.
  public let line: Int

  /// A diagnostic from its parts.
  public init(_ code: Code, _ message: String, offset: Int, line: Int) {
    self.code = code
    self.message = message
    self.offset = offset
    self.line = line
  }

  public var description: String { "line \(line): \(message)" }
}

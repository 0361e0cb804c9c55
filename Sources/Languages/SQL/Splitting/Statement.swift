/// One statement of a file, with where it stands and what stands around it.
public struct Statement: Hashable, Sendable {
  /// Its bytes in the file: from the first token to the last, without leading comments and without the
  /// terminator.
  public let range: Range<Int>

  /// Its first line, from 1.
  public let line: Int

  /// The bytes themselves. Comments inside are kept.
  public let text: [UInt8]

  /// The dialect whose quoting found its borders.
  public let dialect: Dialect

  /// The directives between the statement before and this one, or inside it, in source order.
  public let directives: [Directive]

  /// The text of the comments directly before it, markers included, in source order.
  public let leadingComments: [String]

  /// The section the file's directives put it in; absent when the file has no sections.
  public let direction: Direction?

  /// It holds template markers (`{{ x }}`, `${x}`) outside string literals: what runs is not what stands
  /// here.
  public let isTemplated: Bool

  /// It is a backslash command of psql.
  public let isClientCommand: Bool

  /// The rows after `COPY … FROM stdin`, up to the line `\.`.
  public let copyData: Range<Int>?

  /// A statement from its parts; `range` counts in the file, `text` is what stands there.
  public init(
    range: Range<Int>, line: Int, text: [UInt8], dialect: Dialect, directives: [Directive] = [],
    leadingComments: [String] = [], direction: Direction? = nil, isTemplated: Bool = false,
    isClientCommand: Bool = false, copyData: Range<Int>? = nil
  ) {
    self.range = range
    self.line = line
    self.text = text
    self.dialect = dialect
    self.directives = directives
    self.leadingComments = leadingComments
    self.direction = direction
    self.isTemplated = isTemplated
    self.isClientCommand = isClientCommand
    self.copyData = copyData
  }

  /// The same statement with the rows that follow it.
  func with(copyData: Range<Int>) -> Statement {
    Statement(
      range: range, line: line, text: text, dialect: dialect, directives: directives,
      leadingComments: leadingComments, direction: direction, isTemplated: isTemplated,
      isClientCommand: isClientCommand, copyData: copyData)
  }
}

/// Whether a section of a file takes the schema forward or back.
public enum Direction: String, Hashable, Sendable {
  case up
  case down
}

/// A regular expression whose search takes time linear in the text, whatever the pattern.
///
/// The pattern becomes a non-deterministic automaton, and all its states are followed at once (Thompson
/// 1968), so that nothing is ever tried twice: one step per state and character. It works on Unicode
/// scalars.
///
/// Syntax: literals, `.` (any but a line feed), `[a-z]` `[^…]`, `\d \w \s \D \W \S` (ASCII), `\t \n \r`,
/// escaped punctuation, groups `(…)` and `(?:…)`, `|`, `* + ? {m} {m,} {m,n}` and their lazy forms, `^` and `$` for
/// begin and end of the whole text. A search finds a match anywhere unless anchored. Back references, look-around and
/// flags are refused; ``RegexSyntax/re2`` knows more.
public struct LinearRegex: Hashable, Sendable {
  /// The longest pattern, in Unicode scalars.
  public static let maximumPatternLength = 1000

  /// The largest bound of a repetition.
  public static let maximumRepetition = 1000

  /// The largest automaton; with it the cost of one character is bounded.
  public static let maximumStates = 4000

  /// How deeply groups nest at most.
  public static let maximumDepth = 32

  /// The pattern as it was written.
  public let source: String

  /// The groups that capture, in the order of their opening parentheses, with their names.
  public let groups: [String?]
  let program: RegexProgram

  /// Compiles `source`; throws when it is not a pattern of this syntax, or larger than the limits.
  public init(_ source: String, syntax: RegexSyntax = .plain) throws(RegexError) {
    self.source = source
    var parser = RegexParser(source, syntax)
    let node = try parser.parse()
    self.groups = parser.groups
    self.program = try RegexProgram(node)
  }

  /// Whether the pattern is found anywhere in `text`.
  public func matches(_ text: String) -> Bool { program.run(text.unicodeScalars, wholeText: false) }

  /// Whether the whole of `text` is one match.
  public func matchesWhole(_ text: String) -> Bool { program.run(text.unicodeScalars, wholeText: true) }

  public static func == (left: LinearRegex, right: LinearRegex) -> Bool {
    left.source.utf8.elementsEqual(right.source.utf8)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

/// Which patterns there are.
public enum RegexSyntax: Hashable, Sendable {
  /// The syntax of ``LinearRegex``: what means the same in every program that knows regular expressions.
  case plain
  /// The syntax of RE2 and of Go's `regexp` (github.com/google/re2/wiki/Syntax): named groups, the flags `i m s U`,
  /// `\b`, `\A \z`, `\Q…\E`, escapes by number, POSIX classes, and braces that stand for themselves. Classes of Unicode, and
  /// letters beyond ASCII whose case is ignored, are refused.
  case re2
}

/// Why a pattern was refused.
public struct RegexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let message: String

  /// Where in the pattern, in Unicode scalars from 0.
  public let offset: Int

  public var description: String { "\(message) (at character \(offset + 1))" }
}

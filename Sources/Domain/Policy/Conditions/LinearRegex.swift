/// A regular expression that answers "is it found in this text?" in time linear in the text, whatever the
/// pattern.
///
/// The pattern becomes a non-deterministic automaton, and all its states are followed at once (Thompson
/// 1968), so that nothing is ever tried twice: one step per state and character. It works on Unicode
/// scalars.
///
/// Syntax: literals, `.` (any but a line feed), `[a-z]` `[^…]`, `\d \w \s \D \W \S` (ASCII), `\t \n \r`,
/// escaped punctuation, groups `(…)` and `(?:…)`, `|`, `* + ? {m} {m,} {m,n}` and their lazy forms (which
/// find the same), `^` and `$` for begin and end of the whole text. A search finds a match anywhere unless
/// anchored. Back references, look-around and flags are refused.
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
  private let program: RegexProgram

  /// Compiles `source`; throws when it is not a pattern of this syntax, or larger than the limits.
  public init(_ source: String) throws(RegexError) {
    self.source = source
    var parser = RegexParser(source)
    self.program = try RegexProgram(parser.parse())
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

/// Why a pattern was refused.
public struct RegexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let message: String

  /// Where in the pattern, in Unicode scalars from 0.
  public let offset: Int

  public var description: String { "\(message) (at character \(offset + 1))" }
}

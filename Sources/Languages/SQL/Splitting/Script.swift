/// A file of SQL, split.
public struct Script: Hashable, Sendable {
  /// The dialect it was split as.
  public let dialect: Dialect

  /// The statements in source order.
  public let statements: [Statement]

  /// Every directive of the file in source order, also those after the last statement.
  public let directives: [Directive]

  /// What cannot be trusted; empty for a sound file.
  public let diagnostics: [Diagnostic]

  /// A script from its parts.
  public init(dialect: Dialect, statements: [Statement], directives: [Directive], diagnostics: [Diagnostic]) {
    self.dialect = dialect
    self.statements = statements
    self.directives = directives
    self.diagnostics = diagnostics
  }
}

/// What the analysis needs to know of an expression, without its tree.
///
/// Whether `ADD COLUMN … DEFAULT x` rewrites the table depends on the volatility of the functions in `x`;
/// whether a CHECK proves a column NOT NULL depends on its conjuncts. Nothing else of an expression is looked
/// at.
public struct ExpressionSummary: Hashable, Sendable {
  /// The text of a single literal, unquoted (`'a'` gives `a`, `-5` gives `-5`, `TRUE` gives `true`); a cast
  /// around it is looked through. Absent for `NULL` and for everything that is no single literal.
  public let literal: String?

  /// The expression is the keyword NULL, possibly cast.
  public let isNull: Bool

  /// The functions that are called anywhere in it, in source order, each once. Keywords that are calls
  /// (`CURRENT_TIMESTAMP`) appear in lower case.
  public let functions: [QualifiedName]

  /// The columns that the expression, taken as a condition, proves to be not null: those of `c IS NOT NULL`
  /// standing alone or joined with others by AND at the top. In source order.
  public let columnsProvenNotNull: [String]

  /// The expression holds a sub-select, whose functions and tables are not analysed further.
  public let hasSubquery: Bool

  /// A summary from its parts.
  public init(
    literal: String? = nil, isNull: Bool = false, functions: [QualifiedName] = [],
    columnsProvenNotNull: [String] = [], hasSubquery: Bool = false
  ) {
    self.literal = literal
    self.isNull = isNull
    self.functions = functions
    self.columnsProvenNotNull = columnsProvenNotNull
    self.hasSubquery = hasSubquery
  }
}

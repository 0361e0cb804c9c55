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

  /// The column that the expression consists of, casts and parentheses looked through.
  public let column: String?

  /// The types that ``column`` or the literal is cast to, innermost first.
  public let casts: [TypeName]

  /// The columns that the expression may name: no less, but a reader without the grammar may take a word for one.
  public let columns: Set<String>

  /// The conjuncts `column op literal` at the top, in source order.
  public let comparisons: [ColumnComparison]

  /// The expression holds a sub-select, whose functions and tables are not analysed further.
  public let hasSubquery: Bool

  /// A summary from its parts.
  public init(
    literal: String? = nil, isNull: Bool = false, functions: [QualifiedName] = [],
    columnsProvenNotNull: [String] = [], column: String? = nil, casts: [TypeName] = [],
    columns: Set<String> = [], comparisons: [ColumnComparison] = [], hasSubquery: Bool = false
  ) {
    self.column = column
    self.casts = casts
    self.columns = columns
    self.comparisons = comparisons
    self.literal = literal
    self.isNull = isNull
    self.functions = functions
    self.columnsProvenNotNull = columnsProvenNotNull
    self.hasSubquery = hasSubquery
  }
}

/// A column compared with a literal.
public struct ColumnComparison: Hashable, Sendable {
  /// How the two are compared.
  public enum Operator: String, Hashable, Sendable {
    case equal = "="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  public let column: String
  public let `operator`: Operator
  /// The literal's text, unquoted.
  public let value: String

  /// A comparison from its parts.
  public init(_ column: String, _ operator: Operator, _ value: String) {
    self.column = column
    self.operator = `operator`
    self.value = value
  }
}

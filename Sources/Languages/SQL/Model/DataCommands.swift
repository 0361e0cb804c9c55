/// `UPDATE` and `DELETE`.
public struct RowChange: Hashable, Sendable {
  public let table: QualifiedName
  /// A WHERE clause is there that may leave rows out; `WHERE true`, `WHERE 1 = 1 OR …` and `WHERE id = id` do not.
  public let hasWhere: Bool
  /// The columns of a condition that only asks for `c IS NOT NULL`: every row, where none of them can be NULL.
  public let whereNotNull: [String]
  /// The columns of a condition that only asks for `c IS NULL`: every row, where nothing has put a value in yet.
  public let whereNull: [String]
  /// Rows are only looked up in other tables (`UPDATE … FROM b WHERE a.id = b.id`), and none is left out otherwise but by
  /// what is NULL, or is not.
  public let onlyJoins: Bool
  /// The columns that the condition may name.
  public let whereColumns: Set<String>
  /// The columns that an UPDATE gives a value, with those that the value is made of, where the reader tells.
  public let assigned: [String: Set<String>]
  /// MySQL's LIMIT bounds the rows that are touched.
  public let hasLimit: Bool

  /// A change of rows from its parts.
  public init(
    _ table: QualifiedName, hasWhere: Bool, hasLimit: Bool = false, whereNotNull: [String] = [],
    whereNull: [String] = [], onlyJoins: Bool = false, whereColumns: Set<String> = [],
    assigned: [String: Set<String>] = [:]
  ) {
    self.whereNull = whereNull
    self.whereColumns = whereColumns
    self.assigned = assigned
    self.onlyJoins = onlyJoins
    self.whereNotNull = whereNotNull
    self.table = table
    self.hasWhere = hasWhere
    self.hasLimit = hasLimit
  }
}

/// `MERGE`.
public struct Merge: Hashable, Sendable {
  public let table: QualifiedName
  /// A DELETE whose only bound is that a row matches, or does not match, where nothing else bounds the match.
  public let deletesAll: Bool
  /// An UPDATE of every row that matches, where nothing bounds the match.
  public let updatesAll: Bool

  /// A merge from its parts.
  public init(_ table: QualifiedName, deletesAll: Bool = false, updatesAll: Bool = false) {
    self.updatesAll = updatesAll
    self.table = table
    self.deletesAll = deletesAll
  }
}

/// `TRUNCATE`.
public struct Truncate: Hashable, Sendable {
  public let tables: [QualifiedName]
  public let cascade: Bool

  /// A truncation from its parts.
  public init(_ tables: [QualifiedName], cascade: Bool = false) {
    self.tables = tables
    self.cascade = cascade
  }
}

/// `SELECT`, `VALUES` and `TABLE`: they matter for the functions they call, such as `set_config`.
public struct Select: Hashable, Sendable {
  /// The functions called anywhere in the query, each as often as it is called, in no particular order.
  public let calls: [FunctionCall]

  /// A query from its parts.
  public init(calls: [FunctionCall] = []) {
    self.calls = calls
  }
}

/// A call of a function with the arguments that are literals.
public struct FunctionCall: Hashable, Sendable {
  public let name: QualifiedName
  /// One entry for each argument: the literal's text, or `nil` for any other expression.
  public let arguments: [String?]

  /// A call from its parts.
  public init(_ name: QualifiedName, arguments: [String?] = []) {
    self.name = name
    self.arguments = arguments
  }
}

/// `COPY`.
public struct Copy: Hashable, Sendable {
  /// The other end of the transfer.
  public enum Endpoint: Hashable, Sendable {
    /// STDIN or STDOUT.
    case client
    case file(String)
    /// A command that the server runs.
    case program(String)
  }

  /// The table; absent for `COPY (query) TO`.
  public let table: QualifiedName?
  /// `COPY … FROM`: rows come in.
  public let isFrom: Bool
  public let endpoint: Endpoint

  /// A copy from its parts.
  public init(_ table: QualifiedName?, isFrom: Bool, _ endpoint: Endpoint) {
    self.table = table
    self.isFrom = isFrom
    self.endpoint = endpoint
  }
}

/// `CREATE TABLE`, in all its forms.
public struct CreateTable: Hashable, Sendable {
  public let name: QualifiedName
  public let columns: [ColumnDefinition]
  /// The constraints that stand on lines of their own; inline ones are with their columns.
  public let constraints: [Constraint]
  public let isTemporary: Bool
  public let isUnlogged: Bool
  public let ifNotExists: Bool
  /// The parent of `PARTITION OF`.
  public let partitionOf: QualifiedName?
  /// The rows that a partition takes; absent for a table that is none.
  public let bound: PartitionBound?
  /// The columns of `PARTITION BY`, an expression as `nil`; absent for a table that is not partitioned.
  public let partitionKey: [String?]?
  /// The parents of `INHERITS`.
  public let inherits: [QualifiedName]
  /// `CREATE TABLE … AS` or `SELECT … INTO`.
  public let isFromQuery: Bool
  /// The indexes that MySQL defines inside CREATE TABLE, those of keys left out.
  public let indexes: [TableIndex]
  /// MySQL's or ClickHouse's `ENGINE =`.
  public let engine: String?
  /// MySQL's default character set of the table, in lower case.
  public let characterSet: String?

  /// A table from its parts.
  public init(
    _ name: QualifiedName, columns: [ColumnDefinition] = [], constraints: [Constraint] = [],
    isTemporary: Bool = false,
    isUnlogged: Bool = false, ifNotExists: Bool = false, partitionOf: QualifiedName? = nil,
    bound: PartitionBound? = nil, partitionKey: [String?]? = nil, inherits: [QualifiedName] = [],
    isFromQuery: Bool = false, indexes: [TableIndex] = [], engine: String? = nil, characterSet: String? = nil
  ) {
    self.characterSet = characterSet
    self.name = name
    self.columns = columns
    self.constraints = constraints
    self.isTemporary = isTemporary
    self.isUnlogged = isUnlogged
    self.ifNotExists = ifNotExists
    self.partitionOf = partitionOf
    self.bound = bound
    self.partitionKey = partitionKey
    self.inherits = inherits
    self.isFromQuery = isFromQuery
    self.indexes = indexes
    self.engine = engine
  }

  /// Every constraint: those of the columns, then the table's own.
  public var allConstraints: [Constraint] { columns.flatMap(\.constraints) + constraints }
}

/// An index that stands in a table's definition, or in MySQL's `ALTER TABLE … ADD INDEX`.
public struct TableIndex: Hashable, Sendable {
  public let name: String?
  /// The indexed columns in order; an expression is `nil`.
  public let columns: [String?]
  /// `fulltext` or `spatial`; absent for the usual one.
  public let method: String?

  /// An index from its parts.
  public init(_ name: String?, columns: [String?] = [], method: String? = nil) {
    self.name = name
    self.columns = columns
    self.method = method
  }
}

/// `CREATE INDEX`.
public struct CreateIndex: Hashable, Sendable {
  /// The index's name; absent when the server chooses one.
  public let name: String?
  public let table: QualifiedName
  /// The indexed columns in order; an expression is `nil`.
  public let columns: [String?]
  public let isUnique: Bool
  /// `CONCURRENTLY`, or SQL Server's `ONLINE = ON`.
  public let concurrently: Bool
  public let ifNotExists: Bool
  /// `ON ONLY`: of a partitioned table, without its partitions.
  public let only: Bool
  /// The access method of USING, or MySQL's FULLTEXT/SPATIAL, in lower case; absent for the usual btree.
  public let method: String?
  /// A WHERE clause is there.
  public let isPartial: Bool
  /// The columns that its expressions and its condition name.
  public let expressionColumns: [String]

  /// An index from its parts.
  public init(
    _ name: String?, on table: QualifiedName, columns: [String?] = [], isUnique: Bool = false,
    concurrently: Bool = false, ifNotExists: Bool = false, only: Bool = false, method: String? = nil,
    isPartial: Bool = false, expressionColumns: [String] = []
  ) {
    self.name = name
    self.table = table
    self.columns = columns
    self.isUnique = isUnique
    self.concurrently = concurrently
    self.ifNotExists = ifNotExists
    self.only = only
    self.method = method
    self.isPartial = isPartial
    self.expressionColumns = expressionColumns
  }
}

/// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
public struct CreateView: Hashable, Sendable {
  public let name: QualifiedName
  public let orReplace: Bool
  public let isMaterialized: Bool
  public let isTemporary: Bool
  public let ifNotExists: Bool
  /// The tables and views that its query names.
  public let sources: [QualifiedName]

  /// A view from its parts.
  public init(
    _ name: QualifiedName, orReplace: Bool = false, isMaterialized: Bool = false, isTemporary: Bool = false,
    ifNotExists: Bool = false, sources: [QualifiedName] = []
  ) {
    self.name = name
    self.orReplace = orReplace
    self.isMaterialized = isMaterialized
    self.isTemporary = isTemporary
    self.ifNotExists = ifNotExists
    self.sources = sources
  }
}

/// `CREATE FUNCTION`, `CREATE PROCEDURE`.
public struct CreateRoutine: Hashable, Sendable {
  public let kind: ObjectKind
  public let name: QualifiedName
  public let orReplace: Bool
  /// `LANGUAGE`, in lower case; absent when the statement names none.
  public let language: String?
  /// The source text between the quotes, or from BEGIN in MySQL and SQL Server; absent for a BEGIN ATOMIC body and for C
  /// functions' link symbols.
  public let body: String?
  /// `SECURITY DEFINER` (MySQL's default is not counted).
  public let isSecurityDefiner: Bool

  /// A routine from its parts.
  public init(
    _ kind: ObjectKind, _ name: QualifiedName, orReplace: Bool = false, language: String? = nil,
    body: String? = nil,
    isSecurityDefiner: Bool = false
  ) {
    self.kind = kind
    self.name = name
    self.orReplace = orReplace
    self.language = language
    self.body = body
    self.isSecurityDefiner = isSecurityDefiner
  }
}

/// `CREATE TYPE` and `CREATE DOMAIN`.
public struct CreateType: Hashable, Sendable {
  /// The form of the type.
  public enum Form: Hashable, Sendable {
    case composite
    case enumeration(labels: [String])
    case range
    case base
    case shell
    /// A domain over a type, with its constraints: NOT NULL first, then the checks in source order.
    case domain(TypeName, constraints: [Constraint])
  }

  public let name: QualifiedName
  public let form: Form

  /// A type from its parts.
  public init(_ name: QualifiedName, _ form: Form) {
    self.name = name
    self.form = form
  }
}

/// A `CREATE` of any other kind: schema, sequence, extension, database, publication, rule, event trigger, …
public struct CreateObject: Hashable, Sendable {
  public let kind: ObjectKind
  /// The object's name; absent for kinds that have none (casts, transforms).
  public let name: QualifiedName?
  public let orReplace: Bool
  public let ifNotExists: Bool
  public let isTemporary: Bool
  /// The table of a rule or of extended statistics.
  public let table: QualifiedName?

  /// An object from its parts.
  public init(
    _ kind: ObjectKind, _ name: QualifiedName?, orReplace: Bool = false, ifNotExists: Bool = false,
    isTemporary: Bool = false, on table: QualifiedName? = nil
  ) {
    self.kind = kind
    self.name = name
    self.orReplace = orReplace
    self.ifNotExists = ifNotExists
    self.isTemporary = isTemporary
    self.table = table
  }
}

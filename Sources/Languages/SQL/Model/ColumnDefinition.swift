/// A column as CREATE TABLE, ADD COLUMN or MySQL's MODIFY/CHANGE define it.
public struct ColumnDefinition: Hashable, Sendable {
  /// How a generated column gets its value.
  public enum Generation: String, Hashable, Sendable {
    /// Computed on write and kept: adding it rewrites the table.
    case stored = "STORED"
    /// Computed on read.
    case virtual = "VIRTUAL"
  }

  /// The column's name.
  public let name: String

  /// Its type; SQLite allows none, ALTER COLUMN of an option only has none.
  public let type: TypeName?

  /// `NOT NULL` stands on the column itself (a primary key implies it too and is not counted here).
  public let isNotNull: Bool

  /// The DEFAULT expression.
  public let defaultValue: ExpressionSummary?

  /// How it is generated (`GENERATED ALWAYS AS (…) STORED`); absent for a plain column.
  public let generation: Generation?

  /// `GENERATED … AS IDENTITY`, `AUTO_INCREMENT`, `AUTOINCREMENT` or `IDENTITY(1,1)`.
  public let isIdentity: Bool

  /// The inline constraints PRIMARY KEY, UNIQUE, CHECK and REFERENCES, in source order; `columns` is this
  /// one.
  public let constraints: [Constraint]

  /// SQL Server's `WITH VALUES`: rows that exist get the default too.
  public let fillsOldRows: Bool

  /// MySQL's `FIRST` or `AFTER b`: the column does not stand last, or is moved.
  public let isPlaced: Bool

  /// MySQL's character set of the column alone, in lower case.
  public let characterSet: String?

  /// The collation that the column states, in lower case, where the dialect is MySQL's.
  public let collation: String?

  /// A column from its parts.
  public init(
    _ name: String, type: TypeName?, isNotNull: Bool = false, defaultValue: ExpressionSummary? = nil,
    generation: Generation? = nil, isIdentity: Bool = false, constraints: [Constraint] = [],
    isPlaced: Bool = false, characterSet: String? = nil, collation: String? = nil, fillsOldRows: Bool = false
  ) {
    self.fillsOldRows = fillsOldRows
    self.isPlaced = isPlaced
    self.characterSet = characterSet
    self.collation = collation
    self.name = name
    self.type = type
    self.isNotNull = isNotNull
    self.defaultValue = defaultValue
    self.generation = generation
    self.isIdentity = isIdentity
    self.constraints = constraints
  }

  /// The column is (part of) the primary key by an inline constraint.
  public var isPrimaryKey: Bool { constraints.contains { $0.kind == .primaryKey } }

  /// The column has an inline UNIQUE.
  public var isUnique: Bool { constraints.contains { $0.kind == .unique } }

  /// The inline CHECK, the first one.
  public var check: Constraint? { constraints.first { $0.kind == .check } }

  /// The table that an inline REFERENCES names.
  public var references: ForeignKeyReference? { constraints.lazy.compactMap(\.references).first }
}

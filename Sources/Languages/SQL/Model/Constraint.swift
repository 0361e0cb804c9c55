/// A constraint of a table, a column or a domain.
public struct Constraint: Hashable, Sendable {
  /// What the constraint demands.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case primaryKey = "PRIMARY KEY"
    case unique = "UNIQUE"
    case foreignKey = "FOREIGN KEY"
    case check = "CHECK"
    case exclusion = "EXCLUDE"
    /// A named NOT NULL constraint of a table (PostgreSQL 18).
    case notNull = "NOT NULL"
  }

  /// What the constraint demands.
  public let kind: Kind

  /// The name after CONSTRAINT; absent when the server chooses one.
  public let name: String?

  /// The constrained columns, in order; for CHECK empty (see ``check``).
  public let columns: [String]

  /// The index of `USING INDEX`.
  public let usingIndex: String?

  /// `NOT VALID` or SQL Server's `WITH NOCHECK` was written: existing rows are not scanned.
  public let isNotValid: Bool

  /// SQL Server's `ONLINE = ON`: the index of the key is built while the table is in use.
  public let isOnline: Bool

  /// The parent table of a foreign key.
  public let references: ForeignKeyReference?

  /// The condition of CHECK.
  public let check: ExpressionSummary?

  /// A constraint from its parts.
  public init(
    _ kind: Kind, name: String? = nil, columns: [String] = [], usingIndex: String? = nil,
    isNotValid: Bool = false, isOnline: Bool = false,
    references: ForeignKeyReference? = nil, check: ExpressionSummary? = nil
  ) {
    self.isOnline = isOnline
    self.kind = kind
    self.name = name
    self.columns = columns
    self.usingIndex = usingIndex
    self.isNotValid = isNotValid
    self.references = references
    self.check = check
  }
}

/// What a foreign key points to.
public struct ForeignKeyReference: Hashable, Sendable {
  /// What happens to the referring rows when a parent row goes.
  public enum Action: String, Hashable, Sendable {
    case noAction = "NO ACTION"
    case restrict = "RESTRICT"
    case cascade = "CASCADE"
    case setNull = "SET NULL"
    case setDefault = "SET DEFAULT"
  }

  /// The parent table.
  public let table: QualifiedName

  /// The parent's columns; empty means its primary key.
  public let columns: [String]

  /// What `ON DELETE` says; `noAction` when it says nothing.
  public let onDelete: Action

  /// A reference from its parts.
  public init(_ table: QualifiedName, columns: [String] = [], onDelete: Action = .noAction) {
    self.table = table
    self.columns = columns
    self.onDelete = onDelete
  }
}

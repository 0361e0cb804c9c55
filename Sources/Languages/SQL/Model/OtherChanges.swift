/// `ALTER TYPE`.
public enum TypeAlteration: Hashable, Sendable {
  /// `ADD VALUE` of an enumeration.
  case addValue(String)
  case renameValue(from: String, to: String)
  case renameTo(String)
  case setSchema(String)
  case ownerTo(String)
  case addAttribute(String)
  case dropAttribute(String)
  case alterAttributeType(String, TypeName)
  case renameAttribute(from: String, to: String)
  case other(String)
}

/// `ALTER DOMAIN`.
public enum DomainAlteration: Hashable, Sendable {
  case addConstraint(Constraint)
  case dropConstraint(String)
  case validateConstraint(String)
  case setNotNull
  case dropNotNull
  case setDefault
  case dropDefault
  case renameTo(String)
  case renameConstraint(from: String, to: String)
  case setSchema(String)
  case ownerTo(String)
}

/// `ALTER` of a kind without a case of its own: schema, function, extension, database, policy, …
public struct AlterObject: Hashable, Sendable {
  /// What happens to the object.
  public enum Change: Hashable, Sendable {
    case renameTo(String)
    case setSchema(String)
    case ownerTo(String)
    /// The words of the change in upper case, as far as they are known.
    case other(String)
  }

  public let kind: ObjectKind
  public let name: QualifiedName?
  /// The table of a policy, trigger or rule.
  public let table: QualifiedName?
  public let change: Change

  /// An alteration from its parts.
  public init(_ kind: ObjectKind, _ name: QualifiedName?, on table: QualifiedName? = nil, _ change: Change) {
    self.kind = kind
    self.name = name
    self.table = table
    self.change = change
  }
}

/// `CREATE TRIGGER`.
public struct CreateTrigger: Hashable, Sendable {
  public let name: String
  public let table: QualifiedName
  public let orReplace: Bool
  /// The function of EXECUTE; absent where a body follows.
  public let function: QualifiedName?

  /// A trigger from its parts.
  public init(
    _ name: String, on table: QualifiedName, orReplace: Bool = false, function: QualifiedName? = nil
  ) {
    self.function = function
    self.name = name
    self.table = table
    self.orReplace = orReplace
  }
}

/// `CREATE POLICY` of row level security.
public struct CreatePolicy: Hashable, Sendable {
  public let name: String
  public let table: QualifiedName
  /// PERMISSIVE (the default) rather than RESTRICTIVE.
  public let isPermissive: Bool

  /// A policy from its parts.
  public init(_ name: String, on table: QualifiedName, isPermissive: Bool = true) {
    self.name = name
    self.table = table
    self.isPermissive = isPermissive
  }
}

/// `DO` and SQL that is only made at run time.
public struct DynamicBlock: Hashable, Sendable {
  /// In lower case; `plpgsql` when the statement names none.
  public let language: String
  /// The source text between the quotes.
  public let body: String

  /// A block from its parts.
  public init(language: String, body: String) {
    self.language = language
    self.body = body
  }
}

/// `REINDEX`.
public struct Reindex: Hashable, Sendable {
  /// INDEX, TABLE, SCHEMA, DATABASE or SYSTEM.
  public let kind: ObjectKind
  public let name: QualifiedName?
  /// `CONCURRENTLY`, or SQL Server's `ONLINE = ON`.
  public let concurrently: Bool

  /// A rebuild from its parts.
  public init(_ kind: ObjectKind, _ name: QualifiedName?, concurrently: Bool = false) {
    self.kind = kind
    self.name = name
    self.concurrently = concurrently
  }
}

/// `LOCK TABLE`.
public struct LockTable: Hashable, Sendable {
  public let tables: [QualifiedName]
  /// In upper case: `ACCESS EXCLUSIVE`, `SHARE ROW EXCLUSIVE`, …; MySQL's `READ` and `WRITE`.
  public let mode: String

  /// A lock from its parts.
  public init(_ tables: [QualifiedName], mode: String) {
    self.tables = tables
    self.mode = mode
  }
}

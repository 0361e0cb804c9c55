/// `BEGIN`, `COMMIT` and the like.
public enum TransactionControl: Hashable, Sendable {
  case begin
  case commit
  case rollback
  case savepoint(String)
  case release(String)
  case rollbackTo(String)
  /// `PREPARE TRANSACTION`, `COMMIT PREPARED`, `ROLLBACK PREPARED`.
  case prepared
  /// `SET TRANSACTION`, `SET CONSTRAINTS`.
  case characteristics
}

/// `SET` and `RESET`.
public struct SetVariable: Hashable, Sendable {
  /// How long the setting lasts.
  public enum Scope: Hashable, Sendable {
    /// SESSION or nothing: until the connection ends.
    case session
    /// LOCAL: until the transaction ends.
    case local
    /// MySQL's GLOBAL and PERSIST: for the whole server.
    case global
  }

  /// The variable in lower case; `all` for `RESET ALL`.
  public let name: String
  /// The values joined by `, `, strings without quotes; absent for RESET and `TO DEFAULT`.
  public let value: String?
  public let scope: Scope

  /// A setting from its parts.
  public init(_ name: String, value: String?, scope: Scope = .session) {
    self.name = name
    self.value = value
    self.scope = scope
  }
}

/// `GRANT` and `REVOKE`, of privileges and of role membership.
public struct PrivilegeChange: Hashable, Sendable {
  /// GRANT rather than REVOKE.
  public let isGrant: Bool
  /// The privileges in upper case, or the role names; `ALL` for ALL PRIVILEGES.
  public let privileges: [String]
  /// What the objects are; absent for a grant of roles.
  public let objectKind: ObjectKind?
  /// The objects; empty for roles and for `ALL TABLES IN SCHEMA`, where ``schemas`` has the schemas.
  public let objects: [QualifiedName]
  /// The schemas of `ALL … IN SCHEMA`.
  public let schemas: [String]
  /// The roles; `public` for PUBLIC.
  public let grantees: [String]
  /// `WITH GRANT OPTION` or `WITH ADMIN OPTION`; in REVOKE: only the option is taken away, not the privilege.
  public let withGrantOption: Bool
  /// Part of `ALTER DEFAULT PRIVILEGES`.
  public let isDefault: Bool

  /// A change of privileges from its parts.
  public init(
    isGrant: Bool, privileges: [String], objectKind: ObjectKind? = nil, objects: [QualifiedName] = [],
    schemas: [String] = [], grantees: [String], withGrantOption: Bool = false, isDefault: Bool = false
  ) {
    self.isGrant = isGrant
    self.privileges = privileges
    self.objectKind = objectKind
    self.objects = objects
    self.schemas = schemas
    self.grantees = grantees
    self.withGrantOption = withGrantOption
    self.isDefault = isDefault
  }
}

/// `CREATE ROLE/USER` and `ALTER ROLE/USER`.
public struct RoleChange: Hashable, Sendable {
  public let name: String
  /// CREATE rather than ALTER.
  public let isCreation: Bool
  /// The attributes that are switched on: SUPERUSER, CREATEROLE, CREATEDB, BYPASSRLS, REPLICATION, LOGIN.
  public let attributes: [String]

  /// A role from its parts.
  public init(_ name: String, isCreation: Bool, attributes: [String] = []) {
    self.name = name
    self.isCreation = isCreation
    self.attributes = attributes
  }
}

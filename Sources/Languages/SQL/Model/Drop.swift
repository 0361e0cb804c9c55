/// `DROP` of any kind of object.
public struct Drop: Hashable, Sendable {
  public let kind: ObjectKind

  /// The objects in source order. Functions come without their arguments; casts and transforms have no name.
  public let names: [QualifiedName]

  /// The table of a trigger, policy or rule, and of an index in MySQL and SQL Server.
  public let table: QualifiedName?

  public let ifExists: Bool
  public let cascade: Bool
  /// `DROP INDEX CONCURRENTLY`.
  public let concurrently: Bool
  /// MySQL's `DROP TEMPORARY TABLE`.
  public let isTemporary: Bool

  /// A drop from its parts.
  public init(
    _ kind: ObjectKind, _ names: [QualifiedName], on table: QualifiedName? = nil, ifExists: Bool = false,
    cascade: Bool = false, concurrently: Bool = false, isTemporary: Bool = false
  ) {
    self.kind = kind
    self.names = names
    self.table = table
    self.ifExists = ifExists
    self.cascade = cascade
    self.concurrently = concurrently
    self.isTemporary = isTemporary
  }
}

/// The name of a table, index, type or other object, as one statement spells it.
///
/// Parts are folded to lower case unless they were quoted, as PostgreSQL compares them (PostgreSQL
/// documentation, section 4.1.1). MySQL and SQLite compare names without regard to case on most systems;
/// their names are folded the same way, and a backtick or bracket counts as a quote.
public struct QualifiedName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The database, in the three-part names of SQL Server and PostgreSQL; usually absent.
  public let catalog: String?

  /// The schema (in MySQL: the database); absent when the statement leaves it to `search_path`.
  public let schema: String?

  /// The object's own name.
  public let name: String

  /// A name from its parts, already folded.
  public init(catalog: String? = nil, schema: String? = nil, _ name: String) {
    self.catalog = catalog
    self.schema = schema
    self.name = name
  }

  /// A name from the parts between the dots, first part first; `nil` when there is none or more than three.
  public init?(parts: [String]) {
    guard let last = parts.last, parts.count <= 3 else { return nil }
    self.init(
      catalog: parts.count == 3 ? parts[0] : nil, schema: parts.count >= 2 ? parts[parts.count - 2] : nil,
      last)
  }

  /// The parts joined by dots, without quotes; for people and for sorting, not to be put back into SQL.
  public var description: String {
    [catalog, schema, name].compactMap(\.self).joined(separator: ".")
  }

  public static func < (left: QualifiedName, right: QualifiedName) -> Bool {
    left.description < right.description
  }
}

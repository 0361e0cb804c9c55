/// A column's type as a statement spells it; `PostgresType` gives it its canonical form.
public struct TypeName: Hashable, Sendable, CustomStringConvertible {
  /// The schema, when the statement names one; PostgreSQL's own `pg_catalog` is dropped.
  public let schema: String?

  /// The name in lower case (unless quoted), several words joined by one space: `character varying`,
  /// `timestamp with time zone`, `int4`, `double precision`, `int unsigned`.
  public let name: String

  /// What stands between the parentheses: `["10", "2"]` of `numeric(10, 2)`; ENUM labels of MySQL without
  /// quotes.
  public let modifiers: [String]

  /// The number of `[]` pairs; 0 for a plain type.
  public let arrayDimensions: Int

  /// A type from its parts.
  public init(schema: String? = nil, _ name: String, modifiers: [String] = [], arrayDimensions: Int = 0) {
    self.schema = schema
    self.name = name
    self.modifiers = modifiers
    self.arrayDimensions = arrayDimensions
  }

  /// The type in one line, for people: `numeric(10,2)[]`.
  public var description: String {
    (schema.map { $0 + "." } ?? "") + name
      + (modifiers.isEmpty ? "" : "(" + modifiers.joined(separator: ",") + ")")
      + String(repeating: "[]", count: arrayDimensions)
  }
}

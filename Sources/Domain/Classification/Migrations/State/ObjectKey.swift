import SQL

/// A table, index or type as the state knows it: `public.users` and `users` are one, since `public` is where
/// PostgreSQL looks first unless a migration says otherwise.
struct ObjectKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  let schema: String?
  let name: String

  init(_ name: QualifiedName) {
    self.schema = name.schema == "public" ? nil : name.schema
    self.name = name.name
  }

  init(schema: String? = nil, name: String) {
    self.schema = schema
    self.name = name
  }

  /// The name as SQL spells it, without quotes.
  var description: String { schema.map { "\($0).\(name)" } ?? name }

  static func < (left: ObjectKey, right: ObjectKey) -> Bool {
    (left.schema ?? "", left.name) < (right.schema ?? "", right.name)
  }
}

/// A constraint, trigger or policy by its table and its own name.
struct TableMember: Hashable, Sendable {
  let table: ObjectKey
  let name: String
}

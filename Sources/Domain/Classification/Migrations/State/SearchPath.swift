import SQL

/// Where PostgreSQL looks for a name without a schema (documentation, section 5.9.3).
struct SearchPath: Hashable, Sendable {
  /// The schemas in order, the user's own and `pg_catalog` left out; `nil` stands for `public`.
  private(set) var schemas: [String?] = [nil]

  /// Takes the value of a setting: `app, public`; nothing for RESET.
  init(_ value: String? = nil) {
    guard let value else { return }
    schemas = value.split(separator: ",").map { Self.unquoted($0) }
      .filter { !$0.isEmpty && $0 != "$user" && $0 != "pg_catalog" }
      .map { $0 == "public" ? nil : $0 }
  }

  init(schemas: [String?]) { self.schemas = schemas }

  private static func unquoted(_ name: Substring) -> String {
    let trimmed = name.drop { $0 == " " }
    let end = trimmed.lastIndex { $0 != " " }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
    return trimmed[..<end].filter { $0 != "\"" && $0 != "'" }
  }
}

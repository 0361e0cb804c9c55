import SQL

/// Whether a type can hold every value of another, as far as names and lengths tell, in any dialect.
enum TypeNarrowing {
  /// Whether some value of `old` does not fit `new`: it would fail, be rounded or be cut.
  static func narrows(from old: TypeName, to new: TypeName, _ dialect: Dialect = .postgres) -> Bool {
    if dialect == .mysql { return MySQLNarrowing.narrows(from: MySQLType(old), to: MySQLType(new)) }
    let (old, new) = (Form(old), Form(new))
    switch (old, new) {
    case (.integer(let before), .integer(let after)): return after < before
    case (.text(let before?), .text(let after?)): return after < before
    case (.numeric(let before?), .numeric(let after?)):
      return after.scale < before.scale || after.precision - after.scale < before.precision - before.scale
    case (.numeric, .integer), (.float, .integer), (.text, .integer), (.text, .numeric), (.text, .float),
      (.float(8), .float(4)), (.timestamp, .date):
      return true
    default: return false
    }
  }

  /// What SQL Server does for a change that loses nothing: a longer text is noted, a wider integer is written into every
  /// row, and of most others it is not known without the server.
  static func serverEffect(from old: TypeName, to new: TypeName) -> ColumnTypeChange.Effect? {
    if old == new { return nil }
    switch (Form(old), Form(new)) {
    case (.text(_?), .text(_?)) where old.name == new.name: return nil
    case (.integer, .integer), (.float, .float): return .rewrites
    case (.text, .text) where old.name != new.name: return .rewrites
    default: return .unknown
    }
  }

  /// What matters of a type for that question; a type that is none of these is never said to be narrowed.
  private enum Form {
    /// Its size in bytes.
    case integer(Int)
    /// Its greatest length in characters, `nil` for unlimited.
    case text(Int?)
    /// `nil` for unlimited.
    case numeric(Digits?)
    /// Its size in bytes.
    case float(Int)
    case timestamp
    case date
    case other

    struct Digits {
      let precision: Int
      let scale: Int
    }

    private static let integers: [String: Int] = [
      "tinyint": 1, "smallint": 2, "int2": 2, "mediumint": 3, "integer": 4, "int": 4, "int4": 4, "bigint": 8,
      "int8": 8,
    ]

    init(_ type: TypeName) {
      guard type.arrayDimensions == 0 else {
        self = .other
        return
      }
      let numbers = type.modifiers.compactMap { Int($0) }
      switch type.name {
      case "varchar", "character varying", "nvarchar": self = .text(numbers.first)
      // A type without a length holds one character: the standard's CHAR.
      case "char", "character", "bpchar", "nchar": self = .text(numbers.first ?? 1)
      case "text": self = .text(nil)
      case "numeric", "decimal":
        self = .numeric(numbers.first.map { Digits(precision: $0, scale: numbers.dropFirst().first ?? 0) })
      case "real", "float4": self = .float(4)
      case "double precision", "float8", "double": self = .float(8)
      case "date": self = .date
      case let name where name.hasPrefix("timestamp") || name == "datetime": self = .timestamp
      case let name: self = Self.integers[name].map(Form.integer) ?? .other
      }
    }
  }
}

/// A type of PostgreSQL in canonical form, so that `int4` and `INTEGER` compare equal.
///
/// Names follow `pg_catalog`'s `format_type` (PostgreSQL documentation, table 8.1).
public struct PostgresType: Hashable, Sendable, CustomStringConvertible {
  /// The canonical name: `integer`, `character varying`, `timestamp with time zone`, …; a type that is not
  /// PostgreSQL's own keeps its schema and name.
  public let name: String

  /// The numbers in parentheses; defaults that the server would fill in are filled in (`char` is `char(1)`).
  public let modifiers: [Int]

  /// The number of array dimensions does not matter to PostgreSQL; that it is an array does.
  public let isArray: Bool

  /// `serial` and its kin: an integer with a sequence as default.
  public let isSerial: Bool

  /// PostgreSQL knows the type itself: no extension, domain or enumeration.
  public let isBuiltIn: Bool

  /// The canonical form of `type`; `nil` when its modifiers are no numbers.
  public init?(_ type: TypeName) {
    var numbers: [Int] = []
    for modifier in type.modifiers {
      guard let number = Int(modifier) else { return nil }
      numbers.append(number)
    }
    let spelled = type.schema.map { $0 + "." + type.name } ?? type.name
    let canonical = Self.canonicalNames[spelled]
    // float(p) chooses between the two sizes by its binary precision.
    let isFloat = spelled == "float" && numbers.count == 1
    name = isFloat && numbers[0] <= 24 ? "real" : canonical ?? spelled
    isBuiltIn = canonical != nil
    isSerial = Self.serials.contains(spelled)
    isArray = type.arrayDimensions > 0
    switch (name, numbers.count) {
    case _ where isFloat || name == "text": modifiers = []
    // A bare char or bit has length 1; numeric(p) has scale 0.
    case ("character", 0) where spelled != "bpchar", ("bit", 0): modifiers = [1]
    case ("numeric", 1): modifiers = numbers + [0]
    default: modifiers = numbers
    }
  }

  public var description: String {
    name + (modifiers.isEmpty ? "" : "(" + modifiers.map(String.init).joined(separator: ",") + ")")
      + (isArray ? "[]" : "")
  }

  private static let serials: Set<String> = [
    "serial", "serial2", "serial4", "serial8", "smallserial", "bigserial",
  ]

  private static let canonicalNames: [String: String] = {
    var names = [
      "int": "integer", "int4": "integer", "serial": "integer", "serial4": "integer",
      "int2": "smallint", "serial2": "smallint", "smallserial": "smallint",
      "int8": "bigint", "serial8": "bigint", "bigserial": "bigint",
      "float4": "real", "float8": "double precision", "float": "double precision",
      "bool": "boolean", "decimal": "numeric", "dec": "numeric",
      "varchar": "character varying", "char varying": "character varying",
      "nchar varying": "character varying", "national character varying": "character varying",
      "national char varying": "character varying",
      "char": "character", "bpchar": "character", "nchar": "character", "national character": "character",
      "national char": "character", "varbit": "bit varying",
      "timestamp": "timestamp without time zone", "timestamptz": "timestamp with time zone",
      "time": "time without time zone", "timetz": "time with time zone",
    ]
    let plain = [
      "integer", "smallint", "bigint", "real", "double precision", "numeric", "boolean", "character",
      "character varying", "bit", "bit varying", "timestamp without time zone", "timestamp with time zone",
      "time without time zone", "time with time zone", "interval", "date", "text", "bytea", "uuid", "json",
      "jsonb", "xml", "inet", "cidr", "macaddr", "macaddr8", "money", "oid", "name", "tsvector", "tsquery",
      "point", "line", "lseg", "box", "path", "polygon", "circle", "int4range", "int8range", "numrange",
      "tsrange", "tstzrange", "daterange", "pg_lsn", "regclass", "regtype", "jsonpath",
    ]
    for name in plain { names[name] = name }
    return names
  }()
}

/// A type of MySQL or MariaDB in canonical form, so that `INTEGER(11)` and `int` compare equal.
///
/// Names follow the reference manual (MySQL 8.0, chapter 11): display widths say nothing, and what the server would fill
/// in is filled in.
public struct MySQLType: Hashable, Sendable {
  /// `int`, `varchar`, `decimal`, …
  public let name: String
  public let isUnsigned: Bool
  /// The length, the precision and scale, or the labels of an enumeration.
  public let modifiers: [String]

  /// The canonical form of `type`.
  public init(_ type: TypeName) {
    var words = type.name.split(separator: " ").map(String.init)
    isUnsigned = words.contains("unsigned") || words.contains("zerofill") || type.name == "serial"
    words.removeAll { ["unsigned", "signed", "zerofill"].contains($0) }
    let plain = words.joined(separator: " ")
    let alias = Self.aliases[plain] ?? plain
    // TEXT(n) is the smallest text that holds n bytes.
    let room = alias == "text" ? type.modifiers.first.flatMap { Int($0) } : nil
    name =
      room.flatMap { room in
        ["tinytext", "text", "mediumtext", "longtext"].first { Self.texts[$0].map { $0 >= room } ?? false }
      } ?? alias
    switch name {
    case "tinyint", "smallint", "mediumint", "int", "bigint", "float", "double", "year": modifiers = []
    case "decimal":
      modifiers =
        type.modifiers.isEmpty ? ["10", "0"] : type.modifiers.count == 1 ? type.modifiers + ["0"] : type.modifiers
    case "tinytext", "text", "mediumtext", "longtext": modifiers = []
    case "char", "binary", "bit": modifiers = type.modifiers.isEmpty ? ["1"] : type.modifiers
    case "datetime", "timestamp", "time": modifiers = type.modifiers.isEmpty ? ["0"] : type.modifiers
    default: modifiers = type.modifiers
    }
  }

  /// The first number in parentheses.
  public var length: Int? { modifiers.first.flatMap { Int($0) } }

  /// The bytes of an integer; `nil` for any other type.
  public var integerBytes: Int? { Self.integers[name] }

  /// The greatest number of bytes of a text without a length of its own; `nil` for any other type.
  public var textBytes: Int? { Self.texts[name] }

  /// Whether the values have a character set.
  public var isText: Bool { ["char", "varchar", "enum", "set"].contains(name) || name.hasSuffix("text") }

  private static let integers = ["tinyint": 1, "smallint": 2, "mediumint": 3, "int": 4, "bigint": 8]

  private static let texts = [
    "tinytext": 255, "text": 65_535, "mediumtext": 16_777_215, "longtext": 4_294_967_295, "tinyblob": 255,
    "blob": 65_535, "mediumblob": 16_777_215, "longblob": 4_294_967_295,
  ]

  private static let aliases = [
    "integer": "int", "int4": "int", "int8": "bigint", "int3": "mediumint", "int2": "smallint", "int1": "tinyint",
    "bool": "tinyint", "boolean": "tinyint", "dec": "decimal", "numeric": "decimal", "fixed": "decimal",
    "double precision": "double", "real": "double", "float8": "double", "float4": "float",
    "character varying": "varchar", "char varying": "varchar", "character": "char", "nchar": "char",
    "nvarchar": "varchar", "national varchar": "varchar", "national char": "char", "serial": "bigint",
    "long varchar": "mediumtext", "long": "mediumtext",
  ]
}

import HostCode
import SQL

/// One operation of a migration that is written in a programming language.
struct CodeOperation: Sendable {
  /// What it does.
  enum Meaning: Sendable {
    /// What the framework itself would send to PostgreSQL.
    case generated([String])
    /// SQL that stands in the code.
    case written(HostString)
    /// Code that is none of the framework's known operations.
    case unknown
  }

  let meaning: Meaning
  /// Its bytes in the file.
  let range: Range<Int>
}

extension CodeOperation {
  var isUnknown: Bool { if case .unknown = meaning { true } else { false } }
}

/// Reads the operations of one framework.
protocol OperationReader: Sendable {
  /// The functions that take the schema forward, and those that take it back.
  static var functions: (up: [String], down: [String]) { get }

  init(_ code: HostCode)

  /// The operations of one function's body, in order.
  mutating func read(_ body: Range<Int>) -> [CodeOperation]

  /// Whether the code takes itself out of the framework's transaction.
  var isOptedOut: Bool { get }

  /// The merged migrations whose place this one takes: where they ran, nothing of it does.
  var replaced: [String] { get }
}

extension OperationReader {
  static var functions: (up: [String], down: [String]) { (["up"], ["down"]) }
  var isOptedOut: Bool { false }
  var replaced: [String] { [] }
}

/// Writes SQL as frameworks do.
enum SQLWriter {
  /// A name in quotes, each part on its own; one that the code puts together stays a template marker.
  static func name(_ text: String) -> String {
    text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.contains("{{") ? String(part) : "\"" + part.filter { $0 != "\"" && $0 != "\0" } + "\""
    }.joined(separator: ".")
  }

  /// A value's name; a marker where the code computes it.
  static func name(_ value: HostValue?) -> String {
    switch value {
    case .string(let string): name(string.text)
    case .symbol(let text): name(text)
    default: "{{value}}"
    }
  }

  /// The names of a list, or of one value.
  static func names(_ value: HostValue?) -> String {
    guard let value else { return "{{value}}" }
    return value.items.map { name($0) }.joined(separator: ", ")
  }

  static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// A value as a literal: what the code computes is sent as one, too.
  static func literal(_ value: HostValue) -> String {
    switch value {
    case .string(let string): literal(string.text)
    case .symbol(let text): literal(text)
    case .number(let text): text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" } ? text : "0"
    case .boolean(let truth): truth ? "true" : "false"
    case .null: "NULL"
    default: "'value'"
    }
  }

  /// An index; `name` is `nil` where the server chooses one.
  static func index(
    _ name: String?, on table: String, _ columns: String?, isUnique: HostValue? = nil, isConcurrent: Bool = false,
    ifNotExists: Bool = false
  ) -> String {
    "CREATE " + (isUnique?.truth == true ? "UNIQUE " : "") + "INDEX " + (isConcurrent ? "CONCURRENTLY " : "")
      + (ifNotExists ? "IF NOT EXISTS " : "") + (name.map { $0 + " " } ?? "")
      + "ON \(table) (\(columns ?? "{{value}}"))"
  }

  /// A foreign key as a table's constraint.
  static func foreignKey(_ columns: String, _ parent: String, rest: String = "") -> String {
    "FOREIGN KEY (\(columns)) REFERENCES \(parent)\(rest)"
  }

  /// A column's definition from its parts.
  static func column(
    _ name: String, _ type: String, isNotNull: Bool = false, default value: String? = nil, rest: String = ""
  ) -> String {
    "\(name) \(type)" + (value.map { " DEFAULT \($0)" } ?? "") + (isNotNull ? " NOT NULL" : "") + rest
  }
}

import HostCode

/// Sequelize: the methods of `queryInterface`.
struct SequelizeOperations: OperationReader {
  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  private static let harmless: Set<String> = [
    "log", "describeTable", "showAllTables", "then", "catch", "commit", "rollback", "resolve", "require", "error",
    "info",
    "bulkInsert", "insert", "findAll", "startUnmanagedTransaction", "rawSelect", "tableExists",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    if call.name == "query" {
      guard let text = code.string(call.positional.first) else {
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
      return [CodeOperation(meaning: .written(text), range: call.range)]
    }
    var found: [CodeOperation] = []
    if let sql = sql(call) {
      found.append(CodeOperation(meaning: .generated(sql), range: call.range))
    } else {
      for value in call.arguments.flatMap(\.value.items) {
        if case .block(let body) = value { found += read(body) }
        if case .call(let inner) = value { found += operations(inner) }
      }
      let isContainer = ["transaction", "all"].contains(call.name)
      // What is called in the arguments says nothing of the call itself.
      if !isContainer, !Self.harmless.contains(call.name), found.allSatisfy(\.isUnknown) {
        found = [CodeOperation(meaning: .unknown, range: call.range)]
      }
    }
    for link in call.chain where link.name == "then" {
      for case .block(let body) in link.positional { found += read(body) }
    }
    return found
  }

  private func sql(_ call: HostCall) -> [String]? {
    let first = call.positional.first
    let table = SQLWriter.name(first?["tableName"] ?? first)
    let alter = "ALTER TABLE \(table)"
    let second = call.positional.dropFirst().first
    let third = call.positional.dropFirst(2).first
    let column = SQLWriter.name(second)
    switch call.name {
    case "createTable":
      let columns =
        second?.entries.compactMap { entry in entry.label.map { SequelizeColumn(entry.value).definition($0) } } ?? []
      return ["CREATE TABLE IF NOT EXISTS \(table) (\(columns.joined(separator: ", ")))"]
    case "dropTable": return ["DROP TABLE IF EXISTS \(table)"]
    case "dropAllTables": return ["DROP SCHEMA public CASCADE"]
    case "renameTable": return ["\(alter) RENAME TO \(column)"]
    case "addColumn":
      return ["\(alter) ADD COLUMN \(SequelizeColumn(third ?? .other).definition(second?.text ?? "{{value}}"))"]
    case "removeColumn": return ["\(alter) DROP COLUMN \(column)"]
    case "renameColumn": return ["\(alter) RENAME COLUMN \(column) TO \(SQLWriter.name(third))"]
    case "changeColumn": return SequelizeColumn(third ?? .other).alterations(of: column, alter)
    case "addIndex":
      let options = third ?? second
      let columns = options?["fields"] ?? second
      let names = columns?.items.map { item in
        (item["name"] ?? item["attribute"] ?? item).text.map { SQLWriter.name($0) } ?? "(lower(a))"
      }
      let name = options?["name"] ?? options?["indexName"]
      return [
        SQLWriter.index(
          name?.text.map { SQLWriter.name($0) } ?? (name == nil ? Self.indexName(first, columns) : nil), on: table,
          names?.joined(separator: ", "), isUnique: options?["unique"],
          isConcurrent: options?["concurrently"]?.truth == true)
      ]
    case "removeIndex":
      let name = second?.text.map { SQLWriter.name($0) } ?? Self.indexName(first, second) ?? "{{value}}"
      return ["DROP INDEX \((third?["concurrently"] ?? .null).truth == true ? "CONCURRENTLY " : "")\(name)"]
    case "addConstraint":
      let options = third ?? second
      let name = options?["name"]?.text.map { "CONSTRAINT \(SQLWriter.name($0)) " } ?? ""
      let fields = SQLWriter.names(options?["fields"] ?? second)
      switch options?["type"]?.text?.lowercased() {
      case "foreign key":
        return [
          "\(alter) ADD \(name)FOREIGN KEY (\(fields)) REFERENCES \(SQLWriter.name(options?["references"]?["table"]))"
        ]
      case "primary key": return ["\(alter) ADD \(name)PRIMARY KEY (\(fields))"]
      case "unique": return ["\(alter) ADD \(name)UNIQUE (\(fields))"]
      case "check": return ["\(alter) ADD \(name)CHECK (a <> b)"]
      default: return nil
      }
    case "removeConstraint": return ["\(alter) DROP CONSTRAINT \(column)"]
    case "bulkDelete":
      let isBounded = second.map { !$0.entries.isEmpty || (!$0.isNull && $0.entries.isEmpty && $0 == .other) } ?? false
      return ["DELETE FROM \(table)\(isBounded ? " WHERE a = 1" : "")"]
    case "bulkUpdate":
      let isBounded = third.map { !$0.entries.isEmpty } ?? false
      return ["UPDATE \(table) SET a = 1\(isBounded ? " WHERE a = 1" : "")"]
    case "createSchema": return ["CREATE SCHEMA \(table)"]
    case "dropSchema": return ["DROP SCHEMA \(table) CASCADE"]
    case "dropEnum": return ["DROP TYPE {{value}}"]
    case "createFunction": return ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"]
    case "dropFunction": return ["DROP FUNCTION \(table)"]
    default: return nil
    }
  }
}

extension SequelizeOperations {
  /// The name that Sequelize gives an index: `search_queries_source` (`nameIndex` in its utilities).
  private static func indexName(_ table: HostValue?, _ columns: HostValue?) -> String? {
    guard let table = table?.text, case .list(let items)? = columns else { return nil }
    let names = items.compactMap(\.text).map { column in
      column.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
    return names.count == items.count ? SQLWriter.name(([table] + names).joined(separator: "_")) : nil
  }
}

/// A column of Sequelize as PostgreSQL gets it.
struct SequelizeColumn {
  private let value: HostValue

  init(_ value: HostValue) { self.value = value }

  private static let types: [String: String] = [
    "STRING": "varchar(255)", "TEXT": "text", "INTEGER": "integer", "BIGINT": "bigint", "SMALLINT": "smallint",
    "FLOAT": "double precision",
    "DOUBLE": "double precision", "REAL": "real", "DECIMAL": "numeric", "BOOLEAN": "boolean", "DATE": "timestamptz",
    "DATEONLY": "date",
    "TIME": "time", "UUID": "uuid", "JSON": "json", "JSONB": "jsonb", "BLOB": "bytea", "CITEXT": "citext",
    "INET": "inet", "CHAR": "char(255)",
  ]

  private func type(_ value: HostValue?) -> String {
    switch value {
    case .name(let text): return Self.types[text.split(separator: ".").last.map(String.init) ?? text] ?? "{{value}}"
    case .string(let text): return text.text
    case .call(let call):
      if call.name == "ENUM" { return "varchar(255)" }
      if call.name == "ARRAY" { return type(call.positional.first) + "[]" }
      let numbers = call.positional.compactMap { item -> String? in
        if case .number(let text) = item { text } else { nil }
      }
      let base = Self.types[call.name]?.split(separator: "(").first.map(String.init) ?? "{{value}}"
      return numbers.isEmpty || call.name == "TEXT" ? base : "\(base)(\(numbers.joined(separator: ",")))"
    default: return "{{value}}"
    }
  }

  private var parent: String? {
    value["references"].map { SQLWriter.name($0["model"]?["tableName"] ?? $0["model"] ?? $0["table"]) }
  }

  private var cascade: String { value["onDelete"]?.text?.lowercased() == "cascade" ? " ON DELETE CASCADE" : "" }

  private var isMap: Bool { !value.entries.isEmpty }
  private var isNotNull: Bool { value["allowNull"]?.truth == false }

  func definition(_ name: String) -> String {
    guard isMap else { return SQLWriter.column(SQLWriter.name(name), type(value)) }
    let isSerial = value["autoIncrement"]?.truth == true
    var rest = value["primaryKey"]?.truth == true ? " PRIMARY KEY" : ""
    if value["unique"]?.truth == true { rest += " UNIQUE" }
    if let parent { rest += " REFERENCES \(parent)\(cascade)" }
    let isVolatile =
      value["defaultValue"] == .name("Sequelize.UUIDV4") || value["defaultValue"] == .name("DataTypes.UUIDV4")
    let given = value["defaultValue"].flatMap { $0.isNull || isVolatile ? nil : TableDSL.value($0) }
    let kind = type(value["type"])
    return SQLWriter.column(
      SQLWriter.name(name), isSerial ? (kind == "bigint" ? "bigserial" : "serial") : kind, isNotNull: isNotNull,
      default: given, rest: rest)
  }

  func alterations(of column: String, _ alter: String) -> [String] {
    var actions: [String] = []
    if let kind = isMap ? value["type"] : value { actions.append("ALTER COLUMN \(column) TYPE \(type(kind))") }
    if isMap { actions.append("ALTER COLUMN \(column) \(isNotNull ? "SET" : "DROP") NOT NULL") }
    if let given = value["defaultValue"], !given.isNull {
      actions.append("ALTER COLUMN \(column) SET DEFAULT \(TableDSL.value(given))")
    } else if isMap {
      actions.append("ALTER COLUMN \(column) DROP DEFAULT")
    }
    var statements = ["\(alter) \(actions.joined(separator: ", "))"]
    if let parent {
      statements.append("\(alter) ADD \(SQLWriter.foreignKey(column, parent, rest: cascade))")
    }
    if value["unique"]?.truth == true { statements.append("\(alter) ADD UNIQUE (\(column))") }
    return statements
  }
}

import HostCode

/// Knex: its schema builder, and queries that change rows.
struct KnexOperations: OperationReader {
  private let code: HostCode
  private let tables: TableDSL

  init(_ code: HostCode) {
    self.code = code
    tables = TableDSL(code: code, types: Self.types, isNullableByDefault: true)
  }

  var isOptedOut: Bool { code.contains("transaction", ":", "false") }

  private static let types: [String: String] = [
    "increments": "serial", "bigIncrements": "bigserial", "integer": "integer", "bigInteger": "bigint",
    "bigint": "bigint",
    "smallint": "smallint", "tinyint": "smallint", "text": "text", "string": "varchar", "float": "real",
    "double": "double precision", "decimal": "numeric", "boolean": "boolean", "date": "date", "datetime": "timestamptz",
    "dateTime": "timestamptz", "time": "time", "timestamp": "timestamptz", "binary": "bytea", "json": "json",
    "jsonb": "jsonb",
    "uuid": "uuid", "geometry": "geometry", "point": "point",
  ]

  private static let harmless: Set<String> = [
    "log", "hasTable", "hasColumn", "then", "catch", "resolve", "require", "Error", "select", "first", "pluck", "info",
    "warn", "where", "whereNull", "count", "insert", "commit",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    if let operations = DBMigrate.operations(call, code) { return operations }
    // A chain of the schema builder: each call is an operation.
    let links = [call] + call.chain
    var found: [CodeOperation] = []
    var isSchema = call.receiver.hasSuffix("schema") || call.name == "withSchema" && call.receiver.contains("schema")
    for link in links {
      if link.name == "schema" { isSchema = true }
      if link.name == "raw" {
        guard let text = code.string(link.positional.first) else {
          found.append(CodeOperation(meaning: .unknown, range: call.range))
          continue
        }
        found.append(CodeOperation(meaning: .written(text), range: call.range))
      } else if isSchema, let sql = schema(link) {
        found.append(CodeOperation(meaning: .generated(sql), range: link.range))
      } else if ["then", "transaction", "all", "withSchema", "schema", "catch", "finally"].contains(link.name) {
        found += nested(link)
      } else if isSchema, !Self.harmless.contains(link.name) {
        found.append(CodeOperation(meaning: .unknown, range: link.range))
      }
    }
    if !found.isEmpty || isSchema { return found }
    return rows(call, links)
  }

  /// What stands in the functions that a call is given.
  private mutating func nested(_ call: HostCall) -> [CodeOperation] {
    call.arguments.flatMap { argument -> [CodeOperation] in
      argument.value.items.flatMap { item -> [CodeOperation] in
        switch item {
        case .block(let body): return read(body)
        case .call(let inner): return operations(inner)
        default: return []
        }
      }
    }
  }

  /// `knex('users').del()`.
  private func rows(_ call: HostCall, _ links: [HostCall]) -> [CodeOperation] {
    let names = links.map(\.name)
    let table = SQLWriter.name(call.positional.first)
    let isBounded = names.contains { $0.hasPrefix("where") || $0 == "limit" || $0 == "andWhere" }
    if names.contains("del") || names.contains("delete") {
      return [
        CodeOperation(
          meaning: .generated(["DELETE FROM \(table)\(isBounded ? " WHERE a = 1" : "")"]), range: call.range)
      ]
    }
    if names.contains("truncate") {
      return [CodeOperation(meaning: .generated(["TRUNCATE \(table)"]), range: call.range)]
    }
    if names.contains("update") {
      return [
        CodeOperation(
          meaning: .generated(["UPDATE \(table) SET a = 1\(isBounded ? " WHERE a = 1" : "")"]), range: call.range)
      ]
    }
    if links.contains(where: { Self.harmless.contains($0.name) }) { return [] }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  private func schema(_ call: HostCall) -> [String]? {
    let table = SQLWriter.name(call.positional.first)
    switch call.name {
    case "createTable", "createTableIfNotExists", "alterTable", "table":
      guard case .block(let block)? = call.positional.dropFirst().first else { return nil }
      return tables.statements(
        block, table: table, isNew: call.name.hasPrefix("create"), ifNotExists: call.name.hasSuffix("IfNotExists"))
    case "dropTable": return ["DROP TABLE \(table)"]
    case "dropTableIfExists": return ["DROP TABLE IF EXISTS \(table)"]
    case "renameTable": return ["ALTER TABLE \(table) RENAME TO \(SQLWriter.name(call.positional.dropFirst().first))"]
    case "dropSchema", "dropSchemaIfExists": return ["DROP SCHEMA \(table)"]
    case "createSchema", "createSchemaIfNotExists": return ["CREATE SCHEMA IF NOT EXISTS \(table)"]
    case "dropView", "dropViewIfExists": return ["DROP VIEW IF EXISTS \(table)"]
    case "dropMaterializedView": return ["DROP MATERIALIZED VIEW \(table)"]
    case "createView", "createViewOrReplace": return ["CREATE OR REPLACE VIEW \(table) AS SELECT 1"]
    case "createExtension", "createExtensionIfNotExists": return ["CREATE EXTENSION IF NOT EXISTS \(table)"]
    case "dropExtension", "dropExtensionIfExists": return ["DROP EXTENSION IF EXISTS \(table)"]
    default: return nil
    }
  }
}

import HostCode

/// db-migrate, whose files look like Knex's: `exports.up = (db, callback) => db.runSql('…', callback)`.
enum DBMigrate {
  /// `nil` for a call that is none of the library's.
  static func operations(_ call: HostCall, _ code: HostCode) -> [CodeOperation]? {
    if call.name == "runSql" || call.name == "all", call.receiver == "db" {
      let text = code.string(call.positional.first)
      return [CodeOperation(meaning: text.map { .written($0) } ?? .unknown, range: call.range)]
    }
    guard call.receiver == "db", let sql = sql(call) else { return nil }
    return [CodeOperation(meaning: .generated([sql]), range: call.range)]
  }

  private static func sql(_ call: HostCall) -> String? {
    let values = call.positional
    let table = SQLWriter.name(values.first)
    let second = SQLWriter.name(values.dropFirst().first)
    let third = values.dropFirst(2).first
    switch call.name {
    case "createTable":
      let columns = values.dropFirst().first.map { $0["columns"] ?? $0 }?.entries ?? []
      return
        "CREATE TABLE \(table) (\(columns.map { column(SQLWriter.name($0.label ?? ""), $0.value) }.joined(separator: ", ")))"
    case "dropTable": return "DROP TABLE \(table)"
    case "renameTable": return "ALTER TABLE \(table) RENAME TO \(second)"
    case "addColumn": return "ALTER TABLE \(table) ADD COLUMN \(column(second, third ?? .other))"
    case "removeColumn": return "ALTER TABLE \(table) DROP COLUMN \(second)"
    case "renameColumn": return "ALTER TABLE \(table) RENAME COLUMN \(second) TO \(SQLWriter.name(third))"
    case "addIndex":
      return SQLWriter.index(second, on: table, SQLWriter.names(third), isUnique: values.dropFirst(3).first)
    case "removeIndex": return "DROP INDEX \(values.count > 1 ? second : table)"
    default: return nil
    }
  }

  private static func column(_ name: String, _ value: HostValue) -> String {
    let type = (value["type"] ?? value).text ?? "computed"
    let types = ["string": "varchar", "int": "integer", "datetime": "timestamp", "bool": "boolean"]
    let isKey = value["primaryKey"]?.truth == true
    return SQLWriter.column(
      name, value["autoIncrement"]?.truth == true ? "serial" : types[type] ?? type,
      isNotNull: value["notNull"]?.truth == true, default: value["defaultValue"].map { SQLWriter.literal($0) },
      rest: isKey ? " PRIMARY KEY" : value["unique"]?.truth == true ? " UNIQUE" : "")
  }
}

import HostCode

/// Laravel: the `Schema` facade with its blueprints, and the `DB` facade.
struct LaravelOperations: OperationReader {
  private let code: HostCode
  private let tables: TableDSL

  init(_ code: HostCode) {
    self.code = code
    tables = TableDSL(code: code, types: Self.types, isNullableByDefault: false)
  }

  var isOptedOut: Bool { code.contains("$withinTransaction", "=", "false") }

  private static let types: [String: String] = [
    "id": "bigserial", "increments": "serial", "bigIncrements": "bigserial", "integer": "integer",
    "bigInteger": "bigint",
    "unsignedInteger": "integer", "unsignedBigInteger": "bigint", "smallInteger": "smallint", "tinyInteger": "smallint",
    "unsignedTinyInteger": "smallint", "unsignedSmallInteger": "smallint", "mediumInteger": "integer",
    "foreignId": "bigint",
    "foreignUuid": "uuid", "foreignUlid": "char(26)", "string": "varchar", "char": "char(255)", "text": "text",
    "mediumText": "text",
    "longText": "text", "tinyText": "varchar(255)", "boolean": "boolean", "date": "date", "dateTime": "timestamp(0)",
    "datetime": "timestamp(0)",
    "dateTimeTz": "timestamptz(0)", "time": "time(0)", "timestamp": "timestamp(0)", "timestampTz": "timestamptz(0)",
    "decimal": "numeric",
    "float": "double precision", "double": "double precision", "json": "json", "jsonb": "jsonb", "uuid": "uuid",
    "ulid": "char(26)",
    "binary": "bytea", "ipAddress": "inet", "macAddress": "macaddr", "year": "integer", "geometry": "geometry",
    "foreignIdFor": "bigint",
    "vector": "vector", "set": "text",
  ]

  private static let harmless: Set<String> = [
    "up", "info", "warn", "config", "app", "dump", "unguard", "reguard", "getAttribute",
    // Functions of PHP and of Laravel on values.
    "in_array", "strtolower", "strtoupper", "strpos", "str_replace", "explode", "implode", "count", "array_map",
    "array_filter", "array_merge", "array_key_exists", "sprintf", "json_encode", "json_decode", "is_null", "isset",
    "empty", "version_compare", "env", "trim", "substr", "ucfirst", "now",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    let names = [call.name] + call.chain.map(\.name)
    if call.receiver.hasPrefix("Schema") || names.contains("getSchemaBuilder") {
      for link in [call] + call.chain {
        if ["hasTable", "hasColumn", "hasColumns", "hasIndex", "getColumnListing"].contains(link.name) { return [] }
        if let sql = schema(link) {
          let known = sql.isEmpty ? [] : [CodeOperation(meaning: .generated(sql), range: call.range)]
          guard case .block(let block)? = link.positional.dropFirst().first else { return known }
          return known + tables.unknown(in: block).flatMap { operations($0) }
        }
      }
      return [CodeOperation(meaning: .unknown, range: call.range)]
    }
    guard call.receiver.hasPrefix("DB") else {
      if Self.harmless.contains(call.name) {
        return []
      }
      if let operations = model(call, names) { return operations }
      return [CodeOperation(meaning: .unknown, range: call.range)]
    }
    for link in [call] + call.chain
    where ["statement", "unprepared", "update", "delete", "insert", "affectingStatement"].contains(link.name) {
      if case .string(let text)? = link.positional.first {
        return [CodeOperation(meaning: .written(text), range: call.range)]
      }
    }
    // A loop over rows that writes them one by one is known for what it is, not for what it costs.
    if let loop = ([call] + call.chain).first(where: { Self.loops.contains($0.name) }) {
      let bodies = loop.positional.compactMap { value in if case .block(let body) = value { body } else { nil } }
      let reads = !bodies.isEmpty && bodies.allSatisfy { !code.writesRows(in: $0) }
      return reads ? [] : [CodeOperation(meaning: .unknown, range: call.range)]
    }
    if call.name == "transaction" {
      return call.positional.flatMap { value -> [CodeOperation] in
        if case .block(let body) = value { read(body) } else { [] }
      }
    }
    let table = SQLWriter.name(call.positional.first)
    let isBounded = names.contains { $0.lowercased().hasPrefix("where") || $0 == "limit" }
    if call.name == "table", names.contains("delete") {
      return [
        CodeOperation(
          meaning: .generated(["DELETE FROM \(table)\(isBounded ? " WHERE a = 1" : "")"]), range: call.range)
      ]
    }
    if call.name == "table", names.contains("truncate") {
      return [CodeOperation(meaning: .generated(["TRUNCATE \(table)"]), range: call.range)]
    }
    if call.name == "table", names.contains("update") {
      return [
        CodeOperation(
          meaning: .generated(["UPDATE \(table) SET a = 1\(isBounded ? " WHERE a = 1" : "")"]), range: call.range)
      ]
    }
    if call.name == "table", let insert = call.chain.first(where: { $0.name.hasPrefix("insert") }) {
      return [CodeOperation(meaning: .generated([Self.insertion(insert, into: table)]), range: call.range)]
    }
    if names.contains(where: {
      [
        "get", "first", "insert", "insertGetId", "exists", "count", "raw", "select", "getDriverName", "getPdo", "pluck",
      ].contains($0)
    }) {
      return []
    }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  /// `DB::table('new')->insert(DB::table('old')->get()->map(…)->toArray())` copies all rows.
  private static func insertion(_ insert: HostCall, into table: String) -> String {
    guard case .call(let query)? = insert.positional.first, query.receiver == "DB", query.name == "table",
      let source = query.positional.first, query.chain.first?.name == "get"
    else { return "INSERT INTO \(table) VALUES (1)" }
    return "INSERT INTO \(table) SELECT * FROM \(SQLWriter.name(source))"
  }

  /// What is asked of a model or another class, or written to every row of it; `nil` for what is not known.
  private func model(_ call: HostCall, _ names: [String]) -> [CodeOperation]? {
    guard call.receiver.first?.isUppercase == true, let last = names.last else { return nil }
    let isBounded = names.contains { $0.lowercased().hasPrefix("where") || ["find", "limit"].contains($0) }
    if last == "update" || last == "delete" || last == "truncate", !isBounded {
      let table = SQLWriter.name((call.receiver.split(separator: "\\").last ?? "").lowercased() + "s")
      let sql =
        ["update": "UPDATE \(table) SET a = 1", "delete": "DELETE FROM \(table)"][last] ?? "TRUNCATE \(table)"
      return [CodeOperation(meaning: .generated([sql]), range: call.range)]
    }
    let asks = [
      "is", "has", "get", "find", "first", "where", "count", "exists", "all", "cases", "query", "pluck", "value",
      "select", "orderBy", "from", "tryFrom",
    ]
    return names.allSatisfy { name in asks.contains { name.hasPrefix($0) } } ? [] : nil
  }

  private static let loops: Set<String> = [
    "each", "eachById", "chunk", "chunkById", "chunkMap", "lazy", "lazyById", "cursor",
  ]

  private func schema(_ call: HostCall) -> [String]? {
    let table = SQLWriter.name(call.positional.first)
    switch call.name {
    case "create", "table":
      guard case .block(let block)? = call.positional.dropFirst().first else { return nil }
      // A new table harms nobody, whatever it is called.
      if call.name == "create", call.positional.first?.text == nil { return [] }
      return tables.statements(block, table: table, isNew: call.name == "create", skipsUnknown: true)
    // Read as PostgreSQL's, like all that is sent; MySQL's name is what counts.
    case "disableForeignKeyConstraints", "withoutForeignKeyConstraints": return ["SET foreign_key_checks = 0"]
    case "enableForeignKeyConstraints": return ["SET foreign_key_checks = 1"]
    case "drop": return ["DROP TABLE \(table)"]
    case "dropIfExists": return ["DROP TABLE IF EXISTS \(table)"]
    case "dropAllTables": return ["DROP SCHEMA public CASCADE"]
    case "rename": return ["ALTER TABLE \(table) RENAME TO \(SQLWriter.name(call.positional.dropFirst().first))"]
    case "dropColumns":
      return [
        "ALTER TABLE \(table) "
          + (call.positional.dropFirst().first?.items ?? []).map { "DROP COLUMN \(SQLWriter.name($0))" }.joined(
            separator: ", ")
      ]
    default: return nil
    }
  }
}

extension HostCode {
  private static let writers: Set<String> = [
    "update", "insert", "insertOrIgnore", "upsert", "delete", "forceDelete", "save", "saveQuietly", "create",
    "increment", "decrement", "statement", "unprepared", "updateQuietly", "sync", "attach", "detach",
  ]

  /// Whether a method is called in `body` that writes rows, as Laravel names them.
  fileprivate func writesRows(in body: Range<Int>) -> Bool {
    body.contains { index in
      index + 1 < tokens.count && tokens[index].kind == .word && Self.writers.contains(tokens[index].text)
        && tokens[index + 1].text == "("
    }
  }
}

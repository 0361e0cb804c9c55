import HostCode

/// What Knex and Laravel have alike: a table is a block of calls, each a column with modifiers chained to it.
struct TableDSL {
  let code: HostCode
  /// The types by the method that makes a column of them; a number behind the name is the length.
  let types: [String: String]
  /// The words of the chain by which a column may be NULL, or may not.
  let isNullableByDefault: Bool

  /// The statements for a block of a table; `isNew` where it is created.
  ///
  /// `nil` for a block that holds an unknown call, unless these are passed over.
  func statements(
    _ block: Range<Int>, table: String, isNew: Bool, ifNotExists: Bool = false, skipsUnknown: Bool = false
  ) -> [String]? {
    var columns: [String] = []
    var others: [String] = []
    for call in code.calls(in: block) where !Self.asks(call) {
      guard let part = part(call, table) else {
        if skipsUnknown { continue }
        return nil
      }
      switch part {
      case .columns(let definitions, let indexes):
        columns += definitions
        others += indexes
      case .statements(let statements): others += statements
      }
    }
    if isNew {
      return ["CREATE TABLE \(ifNotExists ? "IF NOT EXISTS " : "")\(table) (\(columns.joined(separator: ", ")))"]
        + others
    }
    return columns.map { "ALTER TABLE \(table) ADD COLUMN \($0)" } + others
  }

  /// The calls in a block that are none of a table's.
  func unknown(in block: Range<Int>) -> [HostCall] {
    code.calls(in: block).filter { !Self.asks($0) && part($0, "t") == nil }
  }

  private enum Part {
    /// Columns, and the statements that index them.
    case columns([String], indexes: [String] = [])
    case statements([String])
  }

  /// Laravel's questions about the schema, which stand in conditions.
  private static func asks(_ call: HostCall) -> Bool {
    call.receiver.hasPrefix("Schema") && ["has", "get"].contains { call.name.hasPrefix($0) }
      || call.receiver.hasPrefix("DB") && call.name == "getDriverName"
  }

  private func part(_ call: HostCall, _ table: String) -> Part? {
    let alter = "ALTER TABLE \(table)"
    let first = SQLWriter.name(call.positional.first)
    let second = call.positional.dropFirst().first
    switch call.name {
    case "dropColumn", "dropColumns", "removeColumn", "dropSoftDeletes", "dropTimestamps", "dropRememberToken",
      "dropMorphs",
      "dropConstrainedForeignId":
      let names = call.positional.flatMap(\.items).compactMap(\.text)
      let implied =
        ["dropTimestamps": ["created_at", "updated_at"], "dropSoftDeletes": ["deleted_at"]][call.name] ?? []
      let all = names.isEmpty ? implied : names
      return .statements([
        "\(alter) "
          + (all.isEmpty ? ["{{value}}"] : all).map { "DROP COLUMN \(SQLWriter.name($0))" }.joined(separator: ", ")
      ])
    case "renameColumn": return .statements(["\(alter) RENAME COLUMN \(first) TO \(SQLWriter.name(second))"])
    case "index", "fullText", "fulltext", "spatialIndex", "rawIndex":
      let columns = call.name == "rawIndex" ? "(a)" : SQLWriter.names(call.positional.first)
      let on = table + Self.method(call.name)
      return .statements([SQLWriter.index(second?.text.map { SQLWriter.name($0) }, on: on, columns)])
    case "rename": return code.language == .php ? .statements(["\(alter) RENAME TO \(first)"]) : nil
    case "unique":
      return .statements(["\(alter) ADD UNIQUE (\(SQLWriter.names(call.positional.first)))"])
    case "primary":
      return .statements(["\(alter) ADD PRIMARY KEY (\(SQLWriter.names(call.positional.first)))"])
    case "foreign":
      return .statements([
        "\(alter) ADD FOREIGN KEY (\(SQLWriter.names(call.positional.first))) REFERENCES \(parent(call))"
      ])
    case "check": return .statements(["\(alter) ADD CHECK (\(call.positional.first?.text ?? "a <> b"))"])
    case "dropIndex", "dropFullText", "dropFulltext", "dropSpatialIndex", "dropUnique", "dropForeign", "dropPrimary",
      "dropChecks":
      let isIndex = !["dropUnique", "dropForeign", "dropPrimary", "dropChecks"].contains(call.name)
      let columns = call.positional.first?.items.compactMap(\.text) ?? []
      let isNamed =
        second?.text != nil || (call.positional.first.map { if case .list = $0 { false } else { true } } ?? false)
      let bare = table.filter { $0 != "\"" }
      let ending =
        [
          "dropIndex": "index", "dropUnique": "unique", "dropForeign": "foreign", "dropFullText": "fulltext",
          "dropFulltext": "fulltext", "dropSpatialIndex": "spatialindex",
        ][call.name] ?? "pkey"
      let chosen =
        second?.text
        ?? (isNamed && columns.count == 1 && code.language == .php
          ? columns[0] : ([bare] + columns + [ending]).joined(separator: "_"))
      return .statements([
        isIndex ? "DROP INDEX \(SQLWriter.name(chosen))" : "\(alter) DROP CONSTRAINT \(SQLWriter.name(chosen))"
      ])
    case "dropNullable", "setNullable":
      return .statements(["\(alter) ALTER COLUMN \(first) \(call.name == "setNullable" ? "DROP" : "SET") NOT NULL"])
    case "timestamps", "nullableTimestamps", "timestampsTz", "softDeletes", "rememberToken", "softDeletesTz":
      let names =
        call.name.hasPrefix("soft")
        ? ["deleted_at"] : call.name == "rememberToken" ? ["remember_token"] : ["created_at", "updated_at"]
      let isNotNull = code.language == .javascript && call.positional.dropFirst().first?.truth == true
      let value = isNotNull ? "CURRENT_TIMESTAMP" : nil
      return .columns(names.map { SQLWriter.column("\"\($0)\"", "timestamptz", isNotNull: isNotNull, default: value) })
    case "comment", "engine", "charset", "collate", "collation", "temporary", "inherits", "after": return .columns([])
    case "morphs", "nullableMorphs", "uuidMorphs", "numericMorphs", "nullableNumericMorphs", "nullableUuidMorphs",
      "ulidMorphs", "nullableUlidMorphs":
      let name = call.positional.first?.text ?? "value"
      return .columns(["\"\(name)_type\" varchar(255)", "\"\(name)_id\" bigint"])
    default: return column(call, alter)
    }
  }

  private func parent(_ call: HostCall) -> String {
    let on = call.chained("on", "inTable", "constrained")?.positional.first?.text
    let references = call.chained("references")?.positional.first?.text
    let target = on ?? references?.split(separator: ".").dropLast().joined(separator: ".")
    let ending = call.chain.contains { $0.name == "cascadeOnDelete" } ? " ON DELETE CASCADE" : ""
    if let target, !target.isEmpty { return SQLWriter.name(target) + ending }
    let column = call.positional.first?.text ?? Self.key(of: call.positional.first)
    guard target == nil, let column, column.hasSuffix("_id") else { return "{{value}}" + ending }
    return SQLWriter.name(column.dropLast(3) + "s") + ending
  }

  /// The column that points to a model of Laravel's: `life_metric_id` for `foreignIdFor(LifeMetric::class)`.
  private static func key(of model: HostValue?) -> String? {
    guard case .name(let name)? = model, name.hasSuffix("::class") else { return nil }
    var column = ""
    for letter in name.dropLast("::class".count).split(separator: "\\").last ?? "" {
      if letter.isUppercase, !column.isEmpty { column += "_" }
      column += letter.lowercased()
    }
    return column + "_id"
  }

  private func column(_ call: HostCall, _ alter: String) -> Part? {
    guard let type = type(call) else { return nil }
    let name = SQLWriter.name(
      call.positional.first?.text ?? Self.key(of: call.positional.first)
        ?? (call.name == "id" || call.name.lowercased().contains("increments") ? "id" : "{{value}}"))
    let words = call.chain.map(\.name)
    var isNotNull = !isNullableByDefault && !words.contains("nullable")
    if words.contains("notNullable") { isNotNull = true }
    if call.chained("nullable")?.positional.first?.truth == false { isNotNull = true }
    var value: String?
    if let given = call.chained("default", "defaultTo")?.positional.first, !given.isNull { value = Self.value(given) }
    if words.contains("useCurrent") { value = "CURRENT_TIMESTAMP" }
    let index = words.first { ["index", "fulltext", "spatialindex"].contains($0.lowercased()) }
    let table = alter.dropFirst("ALTER TABLE ".count)
    let indexes = index.map { [SQLWriter.index(nil, on: table + Self.method($0), name)] } ?? []
    if words.contains("alter") || words.contains("change") {
      // A length that the code computes may be more or less than the one before.
      if hasComputedLength(call) { return nil }
      var actions = [
        "ALTER COLUMN \(name) TYPE \(type)", "ALTER COLUMN \(name) \(isNotNull ? "SET" : "DROP") NOT NULL",
      ]
      if let value { actions.append("ALTER COLUMN \(name) SET DEFAULT \(value)") }
      return .statements(["\(alter) " + actions.joined(separator: ", ")] + indexes)
    }
    var rest = ""
    if words.contains("primary") || ["id", "increments", "bigIncrements"].contains(call.name) && code.language == .php {
      rest += " PRIMARY KEY"
    }
    if call.name == "increments" || call.name == "bigIncrements", code.language == .javascript { rest = " PRIMARY KEY" }
    if words.contains("unique") { rest += " UNIQUE" }
    if words.contains("storedAs") {
      rest += " GENERATED ALWAYS AS (\(call.chained("storedAs")?.positional.first?.text ?? "1")) STORED"
    }
    if words.contains("references") || words.contains("constrained") { rest += " REFERENCES \(parent(call))" }
    let definition = SQLWriter.column(name, type, isNotNull: isNotNull, default: value, rest: rest)
    return .columns([definition], indexes: indexes)
  }

  /// The kind of an index, which MySQL knows by these names.
  private static func method(_ name: String) -> String {
    switch name.lowercased() {
    case "fulltext": " USING fulltext"
    case "spatialindex": " USING spatial"
    default: ""
    }
  }

  private func hasComputedLength(_ call: HostCall) -> Bool {
    guard types[call.name] == "varchar", let length = call.positional.dropFirst().first else { return false }
    if case .number = length { return false }
    return !length.isNull
  }

  private func type(_ call: HostCall) -> String? {
    if call.name == "specificType" || call.name == "rawColumn" {
      return call.positional.dropFirst().first?.text ?? "{{value}}"
    }
    if call.name == "enum" || call.name == "enu" { return "varchar(255)" }
    guard let type = types[call.name] else { return nil }
    let numbers = call.positional.dropFirst().compactMap { value -> String? in
      if case .number(let text) = value { text } else { nil }
    }
    if type == "varchar" { return "varchar(\(numbers.first ?? "255"))" }
    if type == "numeric" { return "numeric(\(numbers.first ?? "8"),\(numbers.dropFirst().first ?? "2"))" }
    return type
  }

  /// A default; what the library wraps as SQL stays SQL.
  static func value(_ value: HostValue) -> String {
    guard case .call(let call) = value else { return SQLWriter.literal(value) }
    switch call.name {
    case "raw", "literal", "fragment", "Expression", "sql", "text": return call.positional.first?.text ?? "{{value}}()"
    case "now", "NOW": return "CURRENT_TIMESTAMP"
    case "uuid": return "gen_random_uuid()"
    case "fn": return "\(call.positional.first?.text ?? "{{value}}")()"
    default: return "'value'"
    }
  }
}

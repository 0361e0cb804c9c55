import HostCode

/// Alembic: the methods of `op`, and of the operations in `batch_alter_table`.
struct AlembicOperations: OperationReader {
  static let functions = (up: ["upgrade"], down: ["downgrade"])

  private let code: HostCode
  /// The names of `op` in the file.
  private let own: Set<String>
  /// The tables of batches, by the names of their operations.
  private var batches: [String: String] = [:]

  init(_ code: HostCode) {
    self.code = code
    own = code.aliases(of: "op")
  }

  var isOptedOut: Bool { code.contains("autocommit_block") }

  private static let harmless: Set<String> = [
    "f", "get_bind", "get_context", "print", "inspect", "info", "autocommit_block", "has_table", "getLogger", "warning",
    "commit",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    let batch = batches[call.receiver]
    let isOwn = own.contains(call.receiver) || batch != nil
    if let run = ([call] + call.chain).first(where: { Self.runners.contains($0.name) }) {
      return [execution(run, call)]
    }
    if let type = enumeration(call) { return [CodeOperation(meaning: .generated(type), range: call.range)] }
    switch call.name {
    case "batch_alter_table":
      let name = code.alias(behind: call.range.upperBound) ?? "batch_op"
      batches[name] = SQLWriter.name(call["table_name"] ?? call.positional.first)
      return []
    default:
      if isOwn, let sql = sql(call, in: batch) {
        return [CodeOperation(meaning: .generated(sql), range: call.range)]
      }
      if Self.harmless.contains(call.name) || call.receiver == "os.environ"
        || call.chain.contains(where: { $0.name == "autocommit_block" })
      {
        return []
      }
      return [CodeOperation(meaning: .unknown, range: call.range)]
    }
  }

  /// `sa.Enum(…, name="x").create(op.get_bind())`, its `drop`, and the same of a type that stands in a variable; what
  /// alembic-postgresql-enum sends for `op.sync_enum_values`.
  private func enumeration(_ call: HostCall) -> [String]? {
    if call.name == "sync_enum_values" { return synchronized(call) }
    let isOwn = call.name == "Enum" || call.name == "ENUM"
    guard let last = isOwn ? call.chain.last : call, last.name == "create" || last.name == "drop" else { return nil }
    if !isOwn {
      guard case .call(let bind)? = last.positional.first ?? last["bind"], bind.name == "get_bind" else { return nil }
    }
    let name = isOwn ? SQLWriter.name(call["name"]) : "{{value}}"
    if last.name == "drop" { return ["DROP TYPE \(name)"] }
    return isOwn ? ["CREATE TYPE \(name) AS ENUM (\(Self.labels(call.positional)))"] : []
  }

  private func synchronized(_ call: HostCall) -> [String] {
    let name = SQLWriter.name(call["enum_name"] ?? call.positional.dropFirst().first)
    let values = (call["new_values"] ?? call.positional.dropFirst(2).first)?.items ?? []
    let tables = (call["affected_columns"] ?? call.positional.dropFirst(3).first)?.items ?? []
    let changes = tables.compactMap { item -> String? in
      guard case .call(let reference) = item else { return nil }
      let column = SQLWriter.name(reference["column_name"])
      return "ALTER TABLE \(SQLWriter.name(reference["table_name"])) ALTER COLUMN \(column) TYPE \(name) "
        + "USING \(column)::text::\(name)"
    }
    return ["CREATE TYPE \(name) AS ENUM (\(Self.labels(values)))"] + changes
  }

  private static func labels(_ values: [HostValue]) -> String {
    values.map { SQLWriter.literal($0) }.joined(separator: ", ")
  }

  /// Methods of operations, connections and sessions that send a statement.
  private static let runners: Set<String> = ["execute", "exec_driver_sql", "executemany", "scalar", "scalars"]

  private func execution(_ run: HostCall, _ call: HostCall) -> CodeOperation {
    let given = run.positional.first ?? run["sqltext"] ?? run["statement"]
    if let text = code.string(given) { return CodeOperation(meaning: .written(text), range: call.range) }
    if case .call(let inner)? = given, inner.name == "text", let text = code.string(inner.positional.first) {
      return CodeOperation(meaning: .written(text), range: call.range)
    }
    return CodeOperation(meaning: .unknown, range: call.range)
  }

  private func sql(_ call: HostCall, in batch: String?) -> [String]? {
    // In a batch the table is left out.
    let shift = batch == nil ? 1 : 0
    let rest = Array(call.positional.dropFirst(shift))
    let table = batch ?? SQLWriter.name(call.positional.first ?? call["table_name"])
    let alter = "ALTER TABLE \(schema(call))\(table)"
    switch call.name {
    case "create_table":
      let parts = call.positional.dropFirst().compactMap { item -> String? in
        if case .call(let part) = item { self.part(part) } else { nil }
      }
      return ["CREATE TABLE \(schema(call))\(table) (\(parts.joined(separator: ", ")))"]
    case "drop_table": return ["DROP TABLE \(schema(call))\(table)"]
    case "rename_table": return ["\(alter) RENAME TO \(SQLWriter.name(call.positional.dropFirst().first))"]
    case "add_column":
      guard case .call(let column)? = rest.first ?? call["column"] else { return nil }
      return [part(column).map { "\(alter) ADD COLUMN \($0)" } ?? "{{value}}"]
    case "drop_column": return ["\(alter) DROP COLUMN \(SQLWriter.name(rest.first ?? call["column_name"]))"]
    case "alter_column": return alterations(call, alter, SQLWriter.name(rest.first ?? call["column_name"]))
    case "create_index":
      let names = batch == nil ? Array(call.positional.dropFirst()) : call.positional
      let on = batch ?? SQLWriter.name(names.first ?? call["table_name"])
      let columns = batch == nil ? names.dropFirst().first : call.positional.dropFirst().first
      let list =
        (columns ?? call["columns"])?.items.map { item in item.text.map { SQLWriter.name($0) } ?? "(lower(a))" } ?? [
          "{{value}}"
        ]
      return [
        SQLWriter.index(
          identifier(call.positional.first ?? call["index_name"]), on: schema(call) + on, list.joined(separator: ", "),
          isUnique: call["unique"], isConcurrent: call["postgresql_concurrently"]?.truth == true,
          ifNotExists: call["if_not_exists"]?.truth == true)
      ]
    case "drop_index":
      let concurrently = call["postgresql_concurrently"]?.truth == true ? "CONCURRENTLY " : ""
      return ["DROP INDEX \(concurrently)\(schema(call))\(identifier(call.positional.first ?? call["index_name"]))"]
    case "create_foreign_key":
      let items = Array(call.positional.dropFirst())
      let source = batch ?? SQLWriter.name(items.first ?? call["source_table"])
      let after = batch == nil ? Array(items.dropFirst()) : items
      return [
        "ALTER TABLE \(source) ADD \(constraint(call))"
          + SQLWriter.foreignKey(
            SQLWriter.names(after.dropFirst().first ?? call["local_cols"]),
            SQLWriter.name(after.first ?? call["referent_table"]), rest: notValid(call))
      ]
    case "create_unique_constraint", "create_primary_key":
      let items = Array(call.positional.dropFirst())
      let on = batch ?? SQLWriter.name(items.first ?? call["table_name"])
      let columns = (batch == nil ? items.dropFirst().first : items.first) ?? call["columns"]
      return [
        "ALTER TABLE \(on) ADD \(constraint(call))"
          + (call.name == "create_unique_constraint" ? "UNIQUE" : "PRIMARY KEY") + " (\(SQLWriter.names(columns)))"
      ]
    case "create_check_constraint":
      let items = Array(call.positional.dropFirst())
      let on = batch ?? SQLWriter.name(items.first ?? call["table_name"])
      let condition = (batch == nil ? items.dropFirst().first : items.first) ?? call["condition"]
      return [
        "ALTER TABLE \(on) ADD \(constraint(call))CHECK (\(condition?.text ?? "a <> b"))\(notValid(call))"
      ]
    case "create_exclude_constraint":
      return [
        "ALTER TABLE \(SQLWriter.name(call.positional.dropFirst().first)) ADD \(constraint(call))EXCLUDE (a WITH =)"
      ]
    case "drop_constraint":
      let on = batch ?? SQLWriter.name(call.positional.dropFirst().first ?? call["table_name"])
      return ["ALTER TABLE \(on) DROP CONSTRAINT \(identifier(call.positional.first ?? call["constraint_name"]))"]
    case "create_table_comment", "drop_table_comment": return ["COMMENT ON TABLE \(table) IS ''"]
    case "bulk_insert": return ["INSERT INTO {{value}} VALUES (1)"]
    case "f": return []
    default: return nil
    }
  }

  private func notValid(_ call: HostCall) -> String {
    call["postgresql_not_valid"]?.truth == true ? " NOT VALID" : ""
  }

  private func schema(_ call: HostCall) -> String { call["schema"]?.text.map { SQLWriter.name($0) + "." } ?? "" }

  /// A name, also one in `op.f('…')`.
  private func identifier(_ value: HostValue?) -> String {
    if case .call(let wrapped)? = value { return SQLWriter.name(wrapped.positional.first) }
    return SQLWriter.name(value)
  }

  private func constraint(_ call: HostCall) -> String {
    guard let value = call.positional.first ?? call["constraint_name"], !value.isNull else { return "" }
    return "CONSTRAINT \(identifier(value)) "
  }

  private func alterations(_ call: HostCall, _ alter: String, _ column: String) -> [String] {
    var actions: [String] = []
    if let type = call["type_"] {
      let using = call["postgresql_using"]?.text.map { " USING \($0)" } ?? ""
      actions.append("ALTER COLUMN \(column) TYPE \(SQLAlchemyType.name(type))\(using)")
    }
    if let nullable = call["nullable"]?.truth {
      actions.append("ALTER COLUMN \(column) \(nullable ? "DROP" : "SET") NOT NULL")
    }
    if let value = call["server_default"] {
      actions.append(
        value.isNull || value.truth == false
          ? "ALTER COLUMN \(column) DROP DEFAULT"
          : "ALTER COLUMN \(column) SET DEFAULT \(SQLAlchemyType.serverDefault(value))")
    }
    var statements = actions.isEmpty ? [] : ["\(alter) " + actions.joined(separator: ", ")]
    if let name = call["new_column_name"] {
      statements.append("\(alter) RENAME COLUMN \(column) TO \(SQLWriter.name(name))")
    }
    return statements
  }

  /// A column, or a constraint, of a table.
  private func part(_ call: HostCall) -> String? {
    switch call.name {
    case "Column":
      let rest = call.positional.dropFirst()
      let isNotNull = call["nullable"]?.truth == false
      var extra = call["primary_key"]?.truth == true ? " PRIMARY KEY" : call["unique"]?.truth == true ? " UNIQUE" : ""
      for case .call(let item) in rest {
        switch item.name {
        case "ForeignKey":
          let parts =
            item.positional.first?.text?.split(separator: ".").dropLast().joined(separator: ".") ?? "{{value}}"
          extra += " REFERENCES \(SQLWriter.name(parts))"
        case "Identity": extra += " GENERATED BY DEFAULT AS IDENTITY"
        case "Computed": extra += " GENERATED ALWAYS AS (\(item.positional.first?.text ?? "1")) STORED"
        default: continue
        }
      }
      return SQLWriter.column(
        SQLWriter.name(call.positional.first ?? call["name"]),
        rest.first.map { SQLAlchemyType.name($0) } ?? "{{value}}",
        isNotNull: isNotNull,
        default: call["server_default"].flatMap { $0.isNull ? nil : SQLAlchemyType.serverDefault($0) },
        rest: extra)
    case "PrimaryKeyConstraint":
      return "PRIMARY KEY (\(call.positional.map { SQLWriter.name($0) }.joined(separator: ", ")))"
    case "UniqueConstraint": return "UNIQUE (\(call.positional.map { SQLWriter.name($0) }.joined(separator: ", ")))"
    case "CheckConstraint": return "CHECK (\(call.positional.first?.text ?? "a <> b"))"
    case "ForeignKeyConstraint":
      let parent = call.positional.dropFirst().first?.items.first?.text?.split(separator: ".").dropLast().joined(
        separator: ".")
      return
        "FOREIGN KEY (\(SQLWriter.names(call.positional.first))) REFERENCES \(SQLWriter.name(parent ?? "{{value}}"))"
    default: return nil
    }
  }
}

/// A type of SQLAlchemy as PostgreSQL spells it.
enum SQLAlchemyType {
  private static let types: [String: String] = [
    "String": "varchar", "Unicode": "varchar", "Text": "text", "UnicodeText": "text", "Integer": "integer",
    "INTEGER": "integer",
    "BigInteger": "bigint", "BIGINT": "bigint", "SmallInteger": "smallint", "Boolean": "boolean",
    "Float": "double precision",
    "Double": "double precision", "Numeric": "numeric", "DECIMAL": "numeric", "DateTime": "timestamp", "Date": "date",
    "Time": "time",
    "Interval": "interval", "LargeBinary": "bytea", "JSON": "json", "Uuid": "uuid", "VARCHAR": "varchar",
    "TIMESTAMP": "timestamp",
    "DOUBLE_PRECISION": "double precision", "PickleType": "bytea",
  ]

  static func name(_ value: HostValue) -> String {
    switch value {
    case .name(let text):
      let own = text.split(separator: ".").last.map(String.init) ?? text
      return types[own] ?? own.lowercased()
    case .call(let call):
      let text = types[call.name] ?? call.name.lowercased()
      let numbers = call.arguments.compactMap { argument -> String? in
        guard argument.label == nil || ["length", "precision", "scale"].contains(argument.label),
          case .number(let text) = argument.value
        else { return nil }
        return text
      }
      if call.name == "Enum" || call.name == "ENUM" { return SQLWriter.name(call["name"]) }
      if call.name == "ARRAY" { return (call.positional.first.map { name($0) } ?? "text") + "[]" }
      if text == "timestamp", call["timezone"]?.truth == true { return "timestamp with time zone" }
      return numbers.isEmpty || text == "double precision" ? text : "\(text)(\(numbers.joined(separator: ",")))"
    default: return "{{value}}"
    }
  }

  static func serverDefault(_ value: HostValue) -> String {
    guard case .call(let call) = value else { return SQLWriter.literal(value) }
    if call.name == "text", let text = call.positional.first?.text { return text }
    if call.receiver.hasSuffix("func") { return "\(call.name)()" }
    return call.name == "false" || call.name == "true" ? call.name : "{{value}}()"
  }
}

import HostCode

/// Ecto: the functions of `Ecto.Migration`.
struct EctoOperations: OperationReader {
  static let functions = (up: ["up", "change"], down: ["down"])

  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  var isOptedOut: Bool { code.contains("@disable_ddl_transaction", "true") }

  private static let types: [String: String] = [
    "string": "varchar(255)", "binary": "bytea", "map": "jsonb", "utc_datetime": "timestamp(0)",
    "naive_datetime": "timestamp(0)",
    "utc_datetime_usec": "timestamp", "naive_datetime_usec": "timestamp", "id": "bigint", "binary_id": "uuid",
    "float": "double precision",
    "decimal": "numeric", "time_usec": "time",
  ]

  /// Modules that know settings and the machine, and no database.
  private static let surroundings: Set<String> = ["Application", "System", "Logger", "IO", "Mix"]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    if call.name == "execute" || call.name == "query!" {
      guard case .string(let text)? = call.positional.first(where: { if case .string = $0 { true } else { false } })
      else {
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
      return [CodeOperation(meaning: .written(text), range: call.range)]
    }
    if let sql = sql(call) { return [CodeOperation(meaning: .generated(sql), range: call.range)] }
    if ["flush", "puts", "info"].contains(call.name) || Self.surroundings.contains(call.receiver) { return [] }
    if ["if", "unless", "for"].contains(call.name), let block = call.block { return read(block) }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  private func sql(_ call: HostCall) -> [String]? {
    guard call.receiver.isEmpty, case .call(let target)? = call.positional.first else { return nil }
    let object = SQLWriter.name(target.positional.first)
    let prefix = target["prefix"]?.text.map { SQLWriter.name($0) + "." } ?? ""
    let name = prefix + object
    let isSafe = call.name.hasSuffix("if_not_exists")
    switch (call.name, target.name) {
    case ("create", "table"), ("create_if_not_exists", "table"):
      let key = target["primary_key"]?.truth == false ? [] : ["\"id\" bigserial PRIMARY KEY"]
      let columns = key + columns(call.block)
      return ["CREATE TABLE \(isSafe ? "IF NOT EXISTS " : "")\(name) (\(columns.joined(separator: ", ")))"]
    case ("alter", "table"): return alterations(call.block, "ALTER TABLE \(name)")
    case ("drop", "table"), ("drop_if_exists", "table"):
      return [
        "DROP TABLE " + (call.name == "drop" ? "" : "IF EXISTS ") + name
          + (call["mode"]?.text == "cascade" ? " CASCADE" : "")
      ]
    case ("create", "index"), ("create", "unique_index"), ("create_if_not_exists", "index"),
      ("create_if_not_exists", "unique_index"):
      let isUnique = target.name == "unique_index" || target["unique"]?.truth == true
      let columns = target.positional.dropFirst().first?.items.map { item in
        if case .symbol(let column) = item { SQLWriter.name(column) } else { "(\(item.text ?? "lower(a)"))" }
      }
      return [
        SQLWriter.index(
          index(target), on: name, columns?.joined(separator: ", "), isUnique: .boolean(isUnique),
          isConcurrent: target["concurrently"]?.truth == true, ifNotExists: isSafe)
      ]
    case ("drop", "index"), ("drop", "unique_index"), ("drop_if_exists", "index"), ("drop_if_exists", "unique_index"):
      return ["DROP INDEX \(target["concurrently"]?.truth == true ? "CONCURRENTLY " : "")\(prefix)\(index(target))"]
    case ("create", "constraint"):
      let condition = target["check"]?.text
      let ending = target["validate"]?.truth == false ? " NOT VALID" : ""
      return [
        "ALTER TABLE \(name) ADD CONSTRAINT \(SQLWriter.name(target.positional.dropFirst().first)) "
          + (condition.map { "CHECK (\($0))\(ending)" } ?? "EXCLUDE (a WITH =)")
      ]
    case ("drop", "constraint"), ("drop_if_exists", "constraint"):
      return ["ALTER TABLE \(name) DROP CONSTRAINT \(SQLWriter.name(target.positional.dropFirst().first))"]
    case ("rename", "table"):
      if let to = call["to"], case .call(let other) = to {
        return ["ALTER TABLE \(name) RENAME TO \(SQLWriter.name(other.positional.first))"]
      }
      return [
        "ALTER TABLE \(name) RENAME COLUMN \(SQLWriter.name(call.positional.dropFirst().first)) TO "
          + SQLWriter.name(call["to"])
      ]
    default: return nil
    }
  }

  private func index(_ call: HostCall) -> String {
    if let name = call["name"]?.text { return SQLWriter.name(name) }
    let columns = call.positional.dropFirst().first?.items.compactMap(\.text) ?? []
    return SQLWriter.name(([call.positional.first?.text ?? "value"] + columns + ["index"]).joined(separator: "_"))
  }

  private func columns(_ block: Range<Int>?) -> [String] {
    (block.map { code.calls(in: $0) } ?? []).flatMap { call -> [String] in
      switch call.name {
      case "timestamps":
        return ["inserted_at", "updated_at"].map { SQLWriter.column("\"\($0)\"", "timestamp(0)", isNotNull: true) }
      default: return [definition(call)]
      }
    }
  }

  private func type(_ call: HostCall) -> String {
    switch call.positional.dropFirst().first {
    case .call(let reference)? where reference.name == "references":
      return Self.types[reference["type"]?.text ?? ""] ?? "bigint"
    case .list(let items)?: return (Self.types[items.last?.text ?? ""] ?? items.last?.text ?? "text") + "[]"
    case let value?:
      // A type that the code computes is one that nobody knows.
      guard let name = value.text else { return "computed" }
      if name == "string", case .number(let size)? = call["size"] { return "varchar(\(size))" }
      if name == "decimal", case .number(let precision)? = call["precision"], case .number(let scale)? = call["scale"] {
        return "numeric(\(precision),\(scale))"
      }
      return Self.types[name] ?? name
    case nil: return "{{value}}"
    }
  }

  private func value(_ call: HostCall) -> String? {
    guard let value = call["default"], !value.isNull else { return nil }
    if case .map = value { return "'{}'" }
    return TableDSL.value(value)
  }

  private func definition(_ call: HostCall) -> String {
    var rest = call["primary_key"]?.truth == true ? " PRIMARY KEY" : ""
    if case .call(let reference)? = call.positional.dropFirst().first, reference.name == "references" {
      rest += " REFERENCES \(SQLWriter.name(reference.positional.first))"
    }
    return SQLWriter.column(
      SQLWriter.name(call.positional.first), type(call), isNotNull: call["null"]?.truth == false, default: value(call),
      rest: rest)
  }

  private func alterations(_ block: Range<Int>?, _ alter: String) -> [String] {
    (block.map { code.calls(in: $0) } ?? []).flatMap { call -> [String] in
      let column = SQLWriter.name(call.positional.first)
      switch call.name {
      case "add": return ["\(alter) ADD COLUMN \(definition(call))"]
      case "add_if_not_exists": return ["\(alter) ADD COLUMN IF NOT EXISTS \(definition(call))"]
      case "remove": return ["\(alter) DROP COLUMN \(column)"]
      case "remove_if_exists": return ["\(alter) DROP COLUMN IF EXISTS \(column)"]
      case "timestamps":
        return columns(block).suffix(0)
          + ["inserted_at", "updated_at"].map { "\(alter) ADD COLUMN \"\($0)\" timestamp(0) NOT NULL" }
      case "modify":
        var actions = ["ALTER COLUMN \(column) TYPE \(type(call))"]
        if let null = call["null"]?.truth { actions.append("ALTER COLUMN \(column) \(null ? "DROP" : "SET") NOT NULL") }
        if let value = value(call) { actions.append("ALTER COLUMN \(column) SET DEFAULT \(value)") }
        return ["\(alter) \(actions.joined(separator: ", "))"]
      default: return ["{{value}}"]
      }
    }
  }
}

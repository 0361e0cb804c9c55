import HostCode

/// Rails: the methods of `ActiveRecord::ConnectionAdapters::SchemaStatements`, and of the tables in blocks.
struct RailsOperations: OperationReader {
  static let functions = (up: ["up", "change"], down: ["down"])

  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  var isOptedOut: Bool { code.contains("disable_ddl_transaction!") }

  private static let harmless: Set<String> = [
    "say", "announce", "puts", "reset_column_information", "require", "require_relative", "raise", "include", "p",
    "dir",
    "suppress_messages", "return", "ActiveRecord", "print", "table_exists?", "column_exists?", "index_exists?",
    "foreign_key_exists?", "adapter_name", "index_name_exists?", "data_source_exists?", "view_exists?",
    "extension_enabled?", "check_constraint_exists?", "unique_constraint_exists?", "defined?",
  ]
  private static let containers: Set<String> = [
    "reversible", "up_only", "say_with_time", "safety_assured", "transaction", "suppress_messages", "up",
    "with_lock_retries",
    "ActiveRecord", "no_touching",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private mutating func operations(_ call: HostCall) -> [CodeOperation] {
    if let named = call.dispatched(by: ["send", "public_send", "__send__"]) { return operations(named) }
    if let sql = sql(call) { return [CodeOperation(meaning: .generated(sql), range: call.range)] }
    if ["execute", "exec_query", "exec_update", "exec_delete", "select_all", "query"].contains(call.name) {
      guard let text = code.string(call.positional.first) else {
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
      return [CodeOperation(meaning: .written(text), range: call.range)]
    }
    if call.name == "down", call.block != nil { return [] }
    if Self.containers.contains(call.name), let block = call.block { return read(block) }
    if call.receiver.hasPrefix("Rails.") || Self.isQuestion(call) || isSeed(call) { return [] }
    if Self.harmless.contains(call.name) || call.chain.last.map({ Self.harmless.contains($0.name) }) == true {
      return []
    }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  /// Methods that ask for rows, or for one, and change none.
  private static let questions: Set<String> = [
    "count", "exists?", "any?", "none?", "empty?", "first", "last", "find_by", "find", "where", "all", "pluck", "ids",
    "sum", "maximum", "minimum", "order", "limit", "select", "joins", "includes", "not", "take", "to_a", "unscoped",
  ]

  /// Whether rows are put into a table that the file itself makes.
  private func isSeed(_ call: HostCall) -> Bool {
    guard ["create", "create!", "insert", "insert!", "insert_all", "insert_all!"].contains(call.name),
      call.chain.isEmpty
    else { return false }
    // `GemNameReservation` keeps its rows in `gem_name_reservations`.
    let words = (call.receiver.split(separator: ".").last ?? "").reduce(into: "") { name, letter in
      if letter.isUppercase, !name.isEmpty { name += "_" }
      name += letter.lowercased()
    }
    return !words.isEmpty
      && [words + "s", words + "es", words.dropLast() + "ies"].contains { table in
        code.contains("create_table", table) || code.contains("create_table", "(", table)
      }
  }

  /// Whether a model is asked, and nothing that is called on the answer changes it.
  private static func isQuestion(_ call: HostCall) -> Bool {
    guard call.receiver.first?.isUppercase == true, call.block == nil else { return false }
    let words = call.receiver.split(separator: ".").dropFirst().map(String.init) + [call.name] + call.chain.map(\.name)
    // By the language's habit, a method with such a name changes nothing, whatever scopes narrow the rows.
    if words.last?.hasSuffix("?") == true, call.chain.allSatisfy({ $0.block == nil }) { return true }
    return words.allSatisfy { word in word.first?.isUppercase == true || questions.contains(word) }
      && call.chain.allSatisfy { $0.block == nil }
  }

  /// What the method sends; `nil` when it is not one of the schema's.
  private mutating func sql(_ call: HostCall) -> [String]? {
    let table = SQLWriter.name(call.positional.first)
    let second = call.positional.dropFirst().first
    switch call.name {
    case "create_table": return [createTable(table, call)]
    case "create_virtual_table": return ["CREATE TABLE \(table) (a text)"]
    case "create_join_table": return ["CREATE TABLE {{value}} (a bigint NOT NULL, b bigint NOT NULL)"]
    case "change_table": return call.block.map { changes(of: table, $0) } ?? []
    case "drop_table", "drop_join_table":
      let names = call.name == "drop_table" ? call.positional.filter { $0.text != nil }.map { SQLWriter.name($0) } : []
      let cascade = call["force"]?.text == "cascade" ? " CASCADE" : ""
      return ["DROP TABLE \(names.isEmpty ? table : names.joined(separator: ", "))\(cascade)"]
    case "rename_table": return ["ALTER TABLE \(table) RENAME TO \(SQLWriter.name(second))"]
    case "rename_index": return ["ALTER INDEX \(SQLWriter.name(second)) RENAME TO {{value}}"]
    case "enable_extension": return ["CREATE EXTENSION IF NOT EXISTS \(table)"]
    case "disable_extension": return ["DROP EXTENSION IF EXISTS \(table) CASCADE"]
    case "create_enum":
      return [
        "CREATE TYPE \(table) AS ENUM (\(second?.items.map { SQLWriter.literal($0) }.joined(separator: ", ") ?? ""))"
      ]
    case "drop_enum": return ["DROP TYPE \(table)"]
    case "add_enum_value": return ["ALTER TYPE \(table) ADD VALUE \(second.map { SQLWriter.literal($0) } ?? "''")"]
    case "add_timestamps":
      return ["ALTER TABLE \(table) " + Self.timestamps(call).map { "ADD COLUMN \($0)" }.joined(separator: ", ")]
    // Views of the gem scenic, whose queries stand in files of their own.
    case "create_view": return ["CREATE VIEW \(table) AS SELECT 1"]
    case "drop_view": return ["DROP VIEW \(table)"]
    case "create_schema": return ["CREATE SCHEMA \(table)"]
    case "drop_schema": return ["DROP SCHEMA \(table) CASCADE"]
    case "delete_all", "destroy_all", "update_all":
      return Self.isBounded(call) ? nil : [Self.rows(call)]
    default:
      guard call.receiver.isEmpty || call.receiver == "connection" else {
        if let last = call.chain.last, ["delete_all", "destroy_all", "update_all"].contains(last.name),
          !Self.isBounded(call)
        {
          return [Self.rows(call)]
        }
        return nil
      }
      return alteration(call.name, table, Array(call.arguments.dropFirst()))
    }
  }

  /// Whether something on the way to the rows names which ones.
  private static func isBounded(_ call: HostCall) -> Bool {
    let words = call.receiver.split(separator: ".").map(String.init) + [call.name] + call.chain.map(\.name)
    return words.contains { ["where", "find_by", "limit", "in_batches", "joins", "find", "not"].contains($0) }
  }

  private static func rows(_ call: HostCall) -> String {
    let name = call.chain.last?.name ?? call.name
    let table = SQLWriter.name(call.receiver.split(separator: ".").first.map(String.init) ?? "{{value}}")
    return name == "update_all" ? "UPDATE \(table) SET a = 1" : "DELETE FROM \(table)"
  }

  /// What a method does to one table, by its name at the top or on the table of a block.
  private func alteration(_ name: String, _ table: String, _ arguments: [HostArgument]) -> [String]? {
    let call = RailsArguments(arguments)
    let alter = "ALTER TABLE \(table)"
    let column = SQLWriter.name(call.first)
    switch name {
    case "add_column":
      return ["\(alter) ADD COLUMN\(call.ifNotExists) " + RailsColumn.definition(column, type: call.second, call)]
    case "remove_column", "remove_columns", "remove":
      let columns = call.positional.flatMap(\.items).filter { $0.text != nil }
      let isTyped = name == "remove_column" && columns.count > 1
      return [
        "\(alter) "
          + (isTyped ? [columns[0]] : columns).map { "DROP COLUMN \(SQLWriter.name($0))" }.joined(separator: ", ")
      ]
    case "rename_column", "rename": return ["\(alter) RENAME COLUMN \(column) TO \(SQLWriter.name(call.second))"]
    case "change_column", "change":
      var actions = ["ALTER COLUMN \(column) TYPE \(RailsColumn.type(call.second, call))"]
      if let null = call["null"]?.truth { actions.append("ALTER COLUMN \(column) \(null ? "DROP" : "SET") NOT NULL") }
      return ["\(alter) " + actions.joined(separator: ", ")]
    case "change_column_default", "change_default":
      let value = call.second.flatMap { $0["to"] ?? $0 } ?? call["to"]
      return [
        "\(alter) ALTER COLUMN \(column) "
          + (value?.isNull == true ? "DROP DEFAULT" : "SET DEFAULT \(RailsColumn.value(value ?? .other))")
      ]
    case "change_column_null", "change_null":
      return ["\(alter) ALTER COLUMN \(column) \(call.second?.truth == false ? "SET" : "DROP") NOT NULL"]
    case "add_index", "index": return [RailsColumn.index(table, call)]
    case "remove_index":
      let name = call["name"].map { SQLWriter.name($0) } ?? RailsColumn.indexName(table, call["column"] ?? call.first)
      return ["DROP INDEX \(call.isConcurrent ? "CONCURRENTLY " : "")\(name)"]
    case "add_foreign_key", "foreign_key":
      let key = call["column"].map { SQLWriter.name($0) } ?? "\"\(Self.singular(call.first?.text ?? ""))_id\""
      return [
        "\(alter) ADD \(call.constraint)FOREIGN KEY (\(key)) REFERENCES \(column)\(call.onDelete)\(call.notValid)"
      ]
    case "remove_foreign_key":
      return ["\(alter) DROP CONSTRAINT \(call["name"].map { SQLWriter.name($0) } ?? "{{value}}")"]
    case "validate_foreign_key", "validate_check_constraint", "validate_constraint":
      return [
        "\(alter) VALIDATE CONSTRAINT \(SQLWriter.name(call["name"] ?? call.first))"
      ]
    case "add_check_constraint", "check_constraint":
      return ["\(alter) ADD \(call.constraint)CHECK (\(call.first?.text ?? "{{value}}"))\(call.notValid)"]
    case "add_exclusion_constraint":
      return ["\(alter) ADD \(call.constraint)EXCLUDE (\(call.first?.text ?? "a WITH ="))"]
    case "add_unique_constraint", "unique_constraint":
      if let index = call["using_index"] {
        return ["\(alter) ADD \(call.constraint)UNIQUE USING INDEX \(SQLWriter.name(index))"]
      }
      return ["\(alter) ADD \(call.constraint)UNIQUE (\(SQLWriter.names(call.first)))"]
    case "remove_check_constraint", "remove_unique_constraint", "remove_exclusion_constraint":
      return ["\(alter) DROP CONSTRAINT \(call["name"].map { SQLWriter.name($0) } ?? "{{value}}")"]
    case "add_reference", "add_belongs_to", "references", "belongs_to":
      return RailsColumn.references(call).flatMap { reference in
        ["\(alter) ADD COLUMN \(reference.column)"] + (reference.index.map { [$0(table)] } ?? [])
          + (reference.key.map { ["\(alter) ADD \($0)"] } ?? [])
      }
    case "remove_reference", "remove_references", "remove_belongs_to":
      return ["\(alter) DROP COLUMN \"\(call.first?.text ?? "value")_id\""]
    case "remove_timestamps": return ["\(alter) DROP COLUMN \"created_at\", DROP COLUMN \"updated_at\""]
    case "change_table_comment", "change_column_comment": return ["COMMENT ON TABLE \(table) IS ''"]
    default: return nil
    }
  }

  static func singular(_ table: String) -> String {
    let name = table.split(separator: ".").last.map(String.init) ?? table
    if name.hasSuffix("ies") { return String(name.dropLast(3)) + "y" }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }

  fileprivate static func timestamps(_ call: HostCall) -> [String] {
    let isNotNull = call["null"]?.truth != true
    return ["created_at", "updated_at"].map {
      SQLWriter.column(
        "\"\($0)\"", "timestamp(6)", isNotNull: isNotNull, default: call["default"].map { RailsColumn.value($0) })
    }
  }

  // MARK: Blocks

  private func createTable(_ table: String, _ call: HostCall) -> String {
    let ifNotExists = call["if_not_exists"]?.truth == true ? "IF NOT EXISTS " : ""
    let unlogged = call["temporary"]?.truth == true ? "TEMPORARY " : ""
    var parts: [String] = []
    var after: [String] = []
    if call["id"]?.truth != false {
      let type = call["id"]?.text ?? "bigint"
      parts.append(
        SQLWriter.name(call["primary_key"]?.text ?? "id") + " "
          + (type == "bigint" ? "bigserial" : RailsColumn.type(named: type)) + " PRIMARY KEY"
      )
    }
    for column in call.block.map({ code.calls(in: $0) }) ?? [] {
      let arguments = RailsArguments(column.arguments)
      switch column.name {
      case "index": after.append(RailsColumn.index(table, arguments))
      case "timestamps": parts += Self.timestamps(column)
      case "foreign_key":
        parts.append(
          SQLWriter.foreignKey(
            "\"\(Self.singular(arguments.first?.text ?? ""))_id\"", SQLWriter.name(arguments.first))
        )
      case "check_constraint": parts.append("CHECK (\(arguments.first?.text ?? "true"))")
      case "unique_constraint": parts.append("UNIQUE (\(SQLWriter.names(arguments.first)))")
      case "references", "belongs_to":
        for reference in RailsColumn.references(arguments) {
          parts.append(reference.column)
          if let key = reference.key { parts.append(key) }
        }
      case "column":
        parts.append(RailsColumn.definition(SQLWriter.name(arguments.first), type: arguments.second, arguments))
      default: parts += RailsColumn.shorthand(column)
      }
    }
    let isGuarded = call.positional.first?.text.map { name in
      code.contains("unless", "table_exists?", "(", name) || code.contains("unless", "table_exists?", name)
    }
    let create = "CREATE \(unlogged)TABLE \(ifNotExists)\(table) (\(parts.joined(separator: ", ")))"
    let drop =
      isGuarded == true
      ? ""
      : call["force"].map { $0.truth == true || $0.text == "cascade" ? "DROP TABLE IF EXISTS \(table) CASCADE; " : "" }
        ?? ""
    return drop + ([create] + after).joined(separator: "; ")
  }

  private func changes(of table: String, _ block: Range<Int>) -> [String] {
    code.calls(in: block).flatMap { call -> [String] in
      switch call.name {
      case "timestamps":
        return ["ALTER TABLE \(table) " + Self.timestamps(call).map { "ADD COLUMN \($0)" }.joined(separator: ", ")]
      case "column":
        let arguments = RailsArguments(call.arguments)
        return [
          "ALTER TABLE \(table) ADD COLUMN "
            + RailsColumn.definition(SQLWriter.name(arguments.first), type: arguments.second, arguments)
        ]
      default:
        if let known = alteration(call.name, table, call.arguments) { return known }
        return RailsColumn.shorthand(call).map { "ALTER TABLE \(table) ADD COLUMN \($0)" }
      }
    }
  }
}

import HostCode

/// TypeORM: SQL in `queryRunner.query`, and the methods of `QueryRunner`.
struct TypeORMOperations: OperationReader {
  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  var isOptedOut: Bool { code.contains("transaction", "=", "false") }

  private static let harmless: Set<String> = [
    "log", "hasTable", "hasColumn", "getTable", "find", "some", "connect", "startTransaction", "commitTransaction",
    "require",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private func operations(_ call: HostCall) -> [CodeOperation] {
    if call.name == "query" {
      guard let text = code.string(call.positional.first) else {
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
      return [CodeOperation(meaning: .written(text), range: call.range)]
    }
    if let sql = sql(call) { return [CodeOperation(meaning: .generated(sql), range: call.range)] }
    if Self.harmless.contains(call.name) { return [] }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  /// The options of `new Table({…})`, or what stands in its place.
  private func options(_ value: HostValue?) -> HostValue? {
    if case .call(let call)? = value { return call.positional.first }
    return value
  }

  private func name(_ value: HostValue?) -> String {
    guard let value else { return "{{value}}" }
    return SQLWriter.name(options(value)?["name"] ?? value)
  }

  private func column(_ value: HostValue?) -> String {
    guard let options = options(value), !options.entries.isEmpty else { return "{{value}} {{value}}" }
    let length =
      options["length"].map { value in
        if case .number(let text) = value { "(\(text))" } else { "(\(value.text ?? ""))" }
      } ?? ""
    var type = (options["type"]?.text ?? "{{value}}") + (length == "()" ? "" : length)
    if options["isGenerated"]?.truth == true, options["generationStrategy"]?.text == "increment" {
      type = type == "bigint" ? "bigserial" : "serial"
    }
    let isUUID = options["generationStrategy"]?.text == "uuid"
    let rest =
      (options["isPrimary"]?.truth == true ? " PRIMARY KEY" : "")
      + (options["isUnique"]?.truth == true ? " UNIQUE" : "")
    return SQLWriter.column(
      SQLWriter.name(options["name"]), type, isNotNull: options["isNullable"]?.truth != true,
      default: options["default"].map { $0.text ?? SQLWriter.literal($0) } ?? (isUUID ? "uuid_generate_v4()" : nil),
      rest: rest)
  }

  private func sql(_ call: HostCall) -> [String]? {
    let table = name(call.positional.first)
    let alter = "ALTER TABLE \(table)"
    let second = call.positional.dropFirst().first
    let items = second?.items ?? []
    switch call.name {
    case "createTable":
      let columns = options(call.positional.first)?["columns"]?.items.map { column($0) } ?? []
      return ["CREATE TABLE \(table) (\(columns.joined(separator: ", ")))"]
    case "dropTable": return ["DROP TABLE \(table)"]
    case "renameTable": return ["\(alter) RENAME TO \(name(second))"]
    case "addColumn", "addColumns":
      return ["\(alter) " + items.map { "ADD COLUMN \(column($0))" }.joined(separator: ", ")]
    case "dropColumn", "dropColumns":
      return ["\(alter) " + items.map { "DROP COLUMN \(name($0))" }.joined(separator: ", ")]
    case "renameColumn":
      return ["\(alter) RENAME COLUMN \(name(second)) TO \(name(call.positional.dropFirst(2).first))"]
    case "changeColumn", "changeColumns":
      // The column is dropped and made anew when its type or length changes.
      return ["\(alter) ALTER COLUMN \(name(second)) TYPE {{value}}"]
    case "createIndex", "createIndices":
      return items.map { item in
        let options = options(item)
        let columns = SQLWriter.names(options?["columnNames"])
        return
          SQLWriter.index(
            SQLWriter.name(options?["name"]), on: table, columns, isUnique: options?["isUnique"],
            isConcurrent: options?["isConcurrent"]?.truth == true)
      }
    case "dropIndex": return ["DROP INDEX \(name(second))"]
    case "createForeignKey", "createForeignKeys":
      return items.map { item in
        let options = options(item)
        return
          "\(alter) ADD "
          + SQLWriter.foreignKey(
            SQLWriter.names(options?["columnNames"]), SQLWriter.name(options?["referencedTableName"]))
      }
    case "createUniqueConstraint": return ["\(alter) ADD UNIQUE (\(SQLWriter.names(options(second)?["columnNames"])))"]
    case "createPrimaryKey": return ["\(alter) ADD PRIMARY KEY (\(SQLWriter.names(second)))"]
    case "createCheckConstraint": return ["\(alter) ADD CHECK (\(options(second)?["expression"]?.text ?? "a <> b"))"]
    case "dropForeignKey", "dropUniqueConstraint", "dropCheckConstraint", "dropPrimaryKey", "dropForeignKeys":
      return ["\(alter) DROP CONSTRAINT \(name(second))"]
    case "clearTable": return ["TRUNCATE \(table)"]
    case "clearDatabase": return ["DROP SCHEMA public CASCADE"]
    case "createSchema": return ["CREATE SCHEMA \(table)"]
    case "dropSchema": return ["DROP SCHEMA \(table)"]
    case "dropDatabase": return ["DROP DATABASE \(table)"]
    default: return nil
    }
  }
}

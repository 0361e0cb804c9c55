import HostCode

/// Vapor's Fluent: `database.schema("users")` with its chain, and SQLKit's raw strings.
struct FluentOperations: OperationReader {
  static let functions = (up: ["prepare"], down: ["revert"])

  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  private static let types: [String: String] = [
    "string": "text", "int": "bigint", "int64": "bigint", "int32": "integer", "int16": "smallint", "int8": "\"char\"",
    "uint": "bigint",
    "bool": "boolean", "uuid": "uuid", "datetime": "timestamptz", "date": "date", "time": "time", "data": "bytea",
    "double": "double precision",
    "float": "real", "dictionary": "jsonb", "json": "jsonb",
  ]

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { operations($0) }
  }

  private func operations(_ call: HostCall) -> [CodeOperation] {
    let links = [call] + call.chain
    if let raw = links.first(where: { $0.name == "raw" }) {
      guard let text = code.string(raw.positional.first) else {
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
      return [CodeOperation(meaning: .written(text), range: call.range)]
    }
    if let place = links.firstIndex(where: { $0.name == "schema" }) {
      let sql = schema(SQLWriter.name(links[place].positional.first), Array(links[(place + 1)...]))
      return [CodeOperation(meaning: sql.map { .generated($0) } ?? .unknown, range: call.range)]
    }
    if let place = links.firstIndex(where: { $0.name == "enum" }) {
      let name = SQLWriter.name(links[place].positional.first)
      let names = links[(place + 1)...].map(\.name)
      let labels = links.filter { $0.name == "case" }.compactMap { $0.positional.first.map { SQLWriter.literal($0) } }
      if names.contains("create") {
        return [
          CodeOperation(
            meaning: .generated(["CREATE TYPE \(name) AS ENUM (\(labels.joined(separator: ", ")))"]), range: call.range)
        ]
      }
      if names.contains("delete") {
        return [CodeOperation(meaning: .generated(["DROP TYPE \(name)"]), range: call.range)]
      }
      if names.contains("update") {
        return [
          CodeOperation(meaning: .generated(labels.map { "ALTER TYPE \(name) ADD VALUE \($0)" }), range: call.range)
        ]
      }
      return []
    }
    if ["transaction", "print", "flatten", "fatalError", "precondition", "preconditionFailure"].contains(call.name) {
      return []
    }
    return [CodeOperation(meaning: .unknown, range: call.range)]
  }

  private func schema(_ table: String, _ links: [HostCall]) -> [String]? {
    let alter = "ALTER TABLE \(table)"
    let isNew = links.contains { $0.name == "create" }
    if links.contains(where: { $0.name == "delete" }) { return ["DROP TABLE \(table)"] }
    guard isNew || links.contains(where: { $0.name == "update" }) else { return nil }
    var columns: [String] = []
    var others: [String] = []
    for link in links {
      let first = SQLWriter.name(link.positional.first)
      switch link.name {
      case "id": columns.append("\"id\" uuid PRIMARY KEY")
      case "field": columns.append(field(link, first))
      case "deleteField": others.append("\(alter) DROP COLUMN \(first)")
      case "updateField":
        others.append("\(alter) ALTER COLUMN \(first) TYPE \(type(link.positional.dropFirst().first))")
      case "unique":
        others.append(
          "\(alter) ADD UNIQUE ("
            + link.arguments.filter { $0.label != "name" }.map { SQLWriter.name($0.value) }.joined(separator: ", ")
            + ")"
        )
      case "foreignKey":
        others.append("\(alter) ADD FOREIGN KEY (\(first)) REFERENCES \(SQLWriter.name(link["references"]))")
      case "deleteUnique", "deleteConstraint", "deleteForeignKey": others.append("\(alter) DROP CONSTRAINT {{value}}")
      case "constraint": others.append("\(alter) ADD CHECK (a <> b)")
      case "compositeIdentifier": others.append("\(alter) ADD PRIMARY KEY (\(first))")
      case "create", "update", "ignoreExisting", "get", "wait", "flatMap", "map": continue
      default: return nil
      }
    }
    if isNew { return ["CREATE TABLE \(table) (\(columns.joined(separator: ", ")))"] + others }
    return columns.map { "\(alter) ADD COLUMN \($0)" } + others
  }

  private func type(_ value: HostValue?) -> String {
    switch value {
    case .name(let text): Self.types[String(text.drop { $0 == "." })] ?? "{{value}}"
    case .call(let call) where call.name == "array": "jsonb[]"
    case .call(let call): call.name == "sql" ? call["raw"]?.text ?? "{{value}}" : Self.types[call.name] ?? "{{value}}"
    default: "{{value}}"
    }
  }

  private func field(_ call: HostCall, _ name: String) -> String {
    let rest = call.positional.dropFirst(2)
    var references = ""
    var value: String?
    for case .call(let part) in rest {
      if part.name == "references" { references = " REFERENCES \(SQLWriter.name(part.positional.first))" }
      if part.name == "sql", case .call(let inner)? = part.positional.first, inner.name == "default" {
        value = inner.positional.first.map { SQLWriter.literal($0) }
      }
    }
    return SQLWriter.column(
      name, type(call.positional.dropFirst().first), isNotNull: rest.contains(.name(".required")), default: value,
      rest: references)
  }
}

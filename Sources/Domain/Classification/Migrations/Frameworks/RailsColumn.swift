import HostCode

/// The arguments of a Rails method behind its table.
struct RailsArguments {
  let arguments: [HostArgument]

  init(_ arguments: [HostArgument]) { self.arguments = arguments }

  var positional: [HostValue] { arguments.filter { $0.label == nil }.map(\.value) }
  var first: HostValue? { positional.first }
  var second: HostValue? { positional.dropFirst().first }

  subscript(_ name: String) -> HostValue? {
    arguments.first { $0.label == name }?.value ?? positional.last?[name]
  }

  var isConcurrent: Bool { self["algorithm"]?.text == "concurrently" }
  var ifNotExists: String { self["if_not_exists"]?.truth == true ? " IF NOT EXISTS" : "" }
  var constraint: String { self["name"].map { "CONSTRAINT \(SQLWriter.name($0)) " } ?? "" }
  var notValid: String { self["validate"]?.truth == false ? " NOT VALID" : "" }
  var onDelete: String {
    switch self["on_delete"]?.text {
    case "cascade": " ON DELETE CASCADE"
    case "nullify": " ON DELETE SET NULL"
    default: ""
    }
  }
}

/// What Rails makes of a column on PostgreSQL.
enum RailsColumn {
  private static let types: [String: String] = [
    "string": "character varying", "datetime": "timestamp(6)", "timestamp": "timestamp(6)", "binary": "bytea",
    "blob": "bytea", "float": "double precision", "decimal": "numeric", "primary_key": "bigserial PRIMARY KEY",
    "virtual": "text", "attachment": "text",
  ]

  static func type(named name: String) -> String { types[name] ?? name }

  static func type(_ type: HostValue?, _ call: RailsArguments) -> String {
    guard let name = type?.text else { return "{{value}}" }
    var text = self.type(named: name)
    if name == "integer", case .number(let limit)? = call["limit"] {
      text = ["1": "smallint", "2": "smallint", "8": "bigint"][limit] ?? "integer"
    } else if name == "string" || name == "virtual", case .number(let limit)? = call["limit"] {
      text = "character varying(\(limit))"
    } else if name == "text", let limit = textLimit(call) {
      // MySQL takes the smallest of its four texts that holds so much; PostgreSQL has one.
      text = "text(\(limit))"
    } else if name == "decimal" || name == "numeric", case .number(let precision)? = call["precision"] {
      if case .number(let scale)? = call["scale"] {
        text = "numeric(\(precision),\(scale))"
      } else {
        text = "numeric(\(precision))"
      }
    } else if text.hasPrefix("timestamp"), case .number(let precision)? = call["precision"] {
      text = "timestamp(\(precision))"
    } else if text.hasPrefix("timestamp"), call["precision"]?.isNull == true {
      text = "timestamp"
    } else if name == "enum", let kind = call["enum_type"] {
      text = SQLWriter.name(kind)
    }
    return call["array"]?.truth == true ? text + "[]" : text
  }

  private static func textLimit(_ call: RailsArguments) -> String? {
    if case .number(let limit)? = call["limit"] { return limit.filter { $0 != "_" } }
    return ["tiny": "255", "medium": "16777215", "long": "4294967295"][call["size"]?.text ?? ""]
  }

  /// A value of `default:`; what a lambda gives is SQL.
  static func value(_ value: HostValue) -> String {
    switch value {
    case .list, .map: "'{}'"
    case .call(let lambda) where lambda.name == "lambda": lambda.positional.first?.text ?? "{{value}}()"
    case .other, .block: "{{value}}()"
    default: SQLWriter.literal(value)
    }
  }

  static func definition(_ name: String, type: HostValue?, _ call: RailsArguments) -> String {
    let stored = call["stored"]?.truth == true ? " GENERATED ALWAYS AS (\(call["as"]?.text ?? "1")) STORED" : ""
    return SQLWriter.column(
      name, self.type(type, call), isNotNull: call["null"]?.truth == false, default: call["default"].map { value($0) },
      rest: stored)
  }

  /// `t.string :a, :b, null: false`.
  static func shorthand(_ call: HostCall) -> [String] {
    let arguments = RailsArguments(call.arguments)
    return arguments.positional.filter { $0.text != nil }.map {
      definition(SQLWriter.name($0), type: .symbol(call.name), arguments)
    }
  }

  /// The name that Rails gives an index.
  static func indexName(_ table: String, _ columns: HostValue?) -> String {
    let names = columns?.items.compactMap(\.text) ?? []
    guard !names.isEmpty else { return "{{value}}" }
    return SQLWriter.name("index_\(table.filter { $0 != "\"" })_on_\(names.joined(separator: "_and_"))")
  }

  static func index(_ table: String, _ call: RailsArguments) -> String {
    let columns = call.first?.items.map { item in
      let text = item.text ?? "{{value}}"
      return text.contains("(") ? "(\(text))" : SQLWriter.name(text)
    }
    let name = call["name"].map { SQLWriter.name($0) } ?? indexName(table, call.first)
    let kind = call["type"]?.text.map { ["fulltext", "spatial"].contains($0) ? " USING \($0)" : "" } ?? ""
    return SQLWriter.index(
      name, on: table + kind, columns?.joined(separator: ", "), isUnique: call["unique"],
      isConcurrent: call.isConcurrent,
      ifNotExists: !call.ifNotExists.isEmpty)
  }

  /// A column that points to another table, with its index and its key.
  struct Reference {
    let column: String
    /// The index, given the table.
    let index: ((String) -> String)?
    /// The foreign key, as a table constraint.
    let key: String?
  }

  static func references(_ call: RailsArguments) -> [Reference] {
    call.positional.compactMap(\.text).map { name in
      let column = name + "_id"
      let type = call["type"]?.text.map { self.type(named: $0) } ?? "bigint"
      let parent = call["foreign_key"]?["to_table"]?.text ?? name + "s"
      let isKey = call["foreign_key"].map { $0.truth == true || !$0.entries.isEmpty } ?? false
      let validates = call["foreign_key"]?["validate"]?.truth != false
      let indexOptions = call["index"]?.entries ?? []
      return Reference(
        column: SQLWriter.column(
          SQLWriter.name(column), type, isNotNull: call["null"]?.truth == false,
          default: call["default"].map { value($0) }),
        index: call["index"]?.truth == false
          ? nil
          : { table in
            index(table, RailsArguments([HostArgument(label: nil, value: .symbol(column))] + indexOptions))
          },
        key: isKey
          ? SQLWriter.foreignKey(
            SQLWriter.name(column), SQLWriter.name(parent), rest: validates ? "" : " NOT VALID")
          : nil)
    }
  }
}

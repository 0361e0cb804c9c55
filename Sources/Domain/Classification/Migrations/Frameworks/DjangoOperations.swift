import HostCode

/// Django: the classes of `django.db.migrations.operations` and `django.contrib.postgres.operations`.
///
/// Tables are called by their models, `app_model` without the app, which the file does not tell.
struct DjangoOperations: OperationReader {
  static let functions = (up: ["Migration"], down: [String]())

  private let code: HostCode

  init(_ code: HostCode) { self.code = code }

  var isOptedOut: Bool { code.contains("atomic", "=", "False") }

  mutating func read(_ body: Range<Int>) -> [CodeOperation] {
    guard let start = DjangoLists.start(of: "operations", in: body, code) else { return [] }
    return DjangoLists(code).parts(at: start).flatMap { part in
      switch part {
      case .list(let range): code.calls(in: range).flatMap { operations($0) }
      case .unknown(let token):
        [CodeOperation(meaning: .unknown, range: code.tokens[token].start..<code.tokens[token].end)]
      }
    }
  }

  /// The migrations of the same application whose place this one takes: where they are applied, nothing of it runs (docs,
  /// "Squashing migrations"). As `app.name`.
  var replaced: [String] {
    guard let body = code.bodies(of: "Migration").first, let start = DjangoLists.start(of: "replaces", in: body, code)
    else { return [] }
    return DjangoLists(code).parts(at: start).flatMap { part -> [String] in
      guard case .list(let range) = part else { return ["?"] }
      // Pairs of texts; whatever else stands there names nothing that is known.
      let texts = code.tokens[range].filter { $0.kind == .string && !$0.isInterpolated }.map(\.text)
      let others = code.tokens[range].contains { $0.kind == .word || $0.isInterpolated }
      guard !others, texts.count.isMultiple(of: 2) else { return ["?"] }
      return stride(from: 0, to: texts.count, by: 2).map { texts[$0] + "." + texts[$0 + 1] }
    }
  }

  private func operations(_ call: HostCall) -> [CodeOperation] {
    switch call.name {
    case "SeparateDatabaseAndState":
      let items = (call["database_operations"] ?? call.positional.first)?.items ?? []
      return items.flatMap { item -> [CodeOperation] in
        if case .call(let inner) = item { return operations(inner) }
        return [CodeOperation(meaning: .unknown, range: call.range)]
      }
    case "RunSQL":
      let items = (call["sql"] ?? call.positional.first)?.items ?? []
      return items.map { item in
        switch item {
        case .string(let text): CodeOperation(meaning: .written(text), range: call.range)
        case .name where code.string(item) != nil:
          CodeOperation(meaning: code.string(item).map { .written($0) } ?? .unknown, range: call.range)
        // A statement with its parameters.
        case .list(let parts):
          if case .string(let text)? = parts.first {
            CodeOperation(meaning: .written(text), range: call.range)
          } else {
            CodeOperation(meaning: .unknown, range: call.range)
          }
        case .name("migrations.RunSQL.noop"), .name("RunSQL.noop"):
          CodeOperation(meaning: .generated([]), range: call.range)
        default: CodeOperation(meaning: .unknown, range: call.range)
        }
      }
    case "RunPython":
      if case .name(let name)? = call["code"] ?? call.positional.first, name.hasSuffix("noop") { return [] }
      // What the function does to rows is not known; the statements that it sends are.
      var found = [CodeOperation(meaning: .unknown, range: call.range)]
      if case .name(let name)? = call["code"] ?? call.positional.first {
        for body in code.bodies(of: name.split(separator: ".").last.map(String.init) ?? name) {
          found += statements(body)
        }
      }
      return found
    default:
      return [CodeOperation(meaning: sql(call).map { .generated($0) } ?? .unknown, range: call.range)]
    }
  }

  /// What a function of RunPython sends to the database, as far as it is written out.
  private func statements(_ body: Range<Int>) -> [CodeOperation] {
    code.calls(in: body).flatMap { call -> [CodeOperation] in
      let links = [call] + call.chain
      if let run = links.first(where: { $0.name == "execute" }), let text = code.string(run.positional.first) {
        return [CodeOperation(meaning: .written(text), range: call.range)]
      }
      // `Model.objects.all().delete()`
      let words = call.receiver.split(separator: ".").map(String.init) + links.map(\.name)
      guard words.contains("objects") || words.contains("_base_manager"), let last = links.last,
        ["delete", "update"].contains(last.name),
        !words.contains(where: { ["filter", "exclude", "get", "first", "in_bulk", "create"].contains($0) })
      else { return [] }
      let named = links.first { $0.name == "get_model" }?.positional.last
      let table = self.model(named ?? .symbol(words.first ?? "{{value}}"))
      return [
        CodeOperation(
          meaning: .generated([last.name == "delete" ? "DELETE FROM \(table)" : "UPDATE \(table) SET a = 1"]),
          range: call.range)
      ]
    }
  }

  private func sql(_ call: HostCall) -> [String]? {
    let model = call["model_name"] ?? call["name"] ?? call.positional.first
    let table = self.model(model)
    let alter = "ALTER TABLE \(table)"
    let second = call.positional.dropFirst().first
    func name(_ label: String = "name") -> String { SQLWriter.name((call[label] ?? second)?.text ?? "{{value}}") }
    switch call.name {
    case "CreateModel":
      let fields = (call["fields"] ?? second)?.items ?? []
      let columns = fields.compactMap { field -> String? in
        guard case .list(let parts) = field, let name = parts.first?.text,
          case .call(let type)? = parts.dropFirst().first
        else {
          return nil
        }
        return DjangoField(type).definition(name)
      }
      let unique = Self.columnSets(call["options"]?["unique_together"]).map { "UNIQUE (\($0))" }
      return ["CREATE TABLE \(table) (\((columns + unique).joined(separator: ", ")))"]
    case "DeleteModel": return ["DROP TABLE \(table) CASCADE"]
    case "RenameModel":
      return [
        "ALTER TABLE \(self.model(call["old_name"] ?? model)) RENAME TO \(self.model(call["new_name"] ?? second))"
      ]
    case "AlterModelTable":
      // Without a name it is the default one, made of the app and the model.
      let given = call["table"] ?? second
      let name = given?.isNull == true ? "app_" + ((model?.text ?? "").lowercased()) : given?.text ?? "{{value}}"
      // The model keeps its name, by which later operations know it.
      return ["RENAME TABLE \(table) TO \(SQLWriter.name(name))"]
    case "AddField":
      guard case .call(let type)? = call["field"] ?? call.positional.dropFirst(2).first else { return nil }
      return DjangoField(type).addition(to: alter, name: (call["name"] ?? second)?.text ?? "value")
    case "RemoveField": return ["\(alter) DROP COLUMN \(name()) CASCADE"]
    case "RenameField":
      return [
        "\(alter) RENAME COLUMN \(name("old_name")) TO "
          + SQLWriter.name((call["new_name"] ?? call.positional.dropFirst(2).first)?.text ?? "{{value}}")
      ]
    case "AlterField":
      guard case .call(let type)? = call["field"] ?? call.positional.dropFirst(2).first else { return nil }
      return DjangoField(type).alteration(of: alter, name: (call["name"] ?? second)?.text ?? "value")
    case "AddIndex", "AddIndexConcurrently":
      guard case .call(let index)? = call["index"] ?? second else { return nil }
      let columns =
        index["fields"].map {
          $0.items.compactMap(\.text).map { SQLWriter.name($0.hasPrefix("-") ? String($0.dropFirst()) : $0) }
        } ?? ["(lower(a))"]
      let concurrently = call.name == "AddIndex" ? "" : "CONCURRENTLY "
      return [
        "CREATE INDEX \(concurrently)\(SQLWriter.name(index["name"])) ON \(table) (\(columns.joined(separator: ", ")))"
      ]
    case "RemoveIndex": return ["DROP INDEX IF EXISTS \(name())"]
    case "RemoveIndexConcurrently": return ["DROP INDEX CONCURRENTLY IF EXISTS \(name())"]
    case "RenameIndex": return ["ALTER INDEX \(name("old_name")) RENAME TO \(SQLWriter.name(call["new_name"]))"]
    case "AddConstraint", "AddConstraintNotValid":
      guard case .call(let constraint)? = call["constraint"] ?? second else { return nil }
      return [self.constraint(constraint, alter, isNotValid: call.name == "AddConstraintNotValid")]
    case "ValidateConstraint": return ["\(alter) VALIDATE CONSTRAINT \(name())"]
    case "RemoveConstraint": return ["\(alter) DROP CONSTRAINT IF EXISTS \(name())"]
    case "AlterUniqueTogether":
      return Self.columnSets(call["unique_together"] ?? second).map { "\(alter) ADD UNIQUE (\($0))" }
    case "AlterIndexTogether", "AlterOrderWithRespectTo", "AlterModelOptions", "AlterModelManagers",
      "AlterModelTableComment", "swappable_dependency":
      return []
    case "CreateExtension", "HStoreExtension", "TrigramExtension", "UnaccentExtension", "CITextExtension",
      "BtreeGinExtension", "BtreeGistExtension", "CryptoExtension", "BloomExtension":
      return ["CREATE EXTENSION IF NOT EXISTS \"\(call["name"]?.text ?? call.name.lowercased())\""]
    default: return nil
    }
  }

  /// The fields that are unique together, each set as a list of columns: a set may stand alone, or in `set([…])`.
  private static func columnSets(_ value: HostValue?) -> [String] {
    var value = value
    if case .call(let wrapped)? = value, ["set", "frozenset", "tuple", "list"].contains(wrapped.name) {
      value = wrapped.positional.first
    }
    let items = value?.items ?? []
    let sets = !items.isEmpty && items.allSatisfy { $0.text != nil } ? [items] : items.map(\.items)
    return sets.map { $0.compactMap(\.text).map { SQLWriter.name($0) }.joined(separator: ", ") }.filter { !$0.isEmpty }
  }

  private func model(_ value: HostValue?) -> String { SQLWriter.name(value?.text?.lowercased() ?? "{{value}}") }

  private func constraint(_ call: HostCall, _ alter: String, isNotValid: Bool) -> String {
    let name = SQLWriter.name(call["name"])
    let ending = isNotValid ? " NOT VALID" : ""
    switch call.name {
    case "CheckConstraint": return "\(alter) ADD CONSTRAINT \(name) CHECK (a <> b)\(ending)"
    case "ExclusionConstraint": return "\(alter) ADD CONSTRAINT \(name) EXCLUDE (a WITH =)"
    default:
      let columns = call["fields"]?.items.compactMap(\.text).map { SQLWriter.name($0) } ?? []
      if call["condition"] != nil || columns.isEmpty {
        let table = alter.dropFirst("ALTER TABLE ".count)
        return
          "CREATE UNIQUE INDEX \(name) ON \(table) (\(columns.isEmpty ? "lower(a)" : columns.joined(separator: ", ")))"
      }
      return "\(alter) ADD CONSTRAINT \(name) UNIQUE (\(columns.joined(separator: ", ")))"
    }
  }
}

/// A field of Django as the column that PostgreSQL gets.
struct DjangoField {
  private let call: HostCall

  init(_ call: HostCall) { self.call = call }

  private static let types: [String: String] = [
    "AutoField": "serial", "BigAutoField": "bigserial", "SmallAutoField": "smallserial", "BooleanField": "boolean",
    "NullBooleanField": "boolean", "TextField": "text", "IntegerField": "integer", "BigIntegerField": "bigint",
    "SmallIntegerField": "smallint", "PositiveIntegerField": "integer", "PositiveSmallIntegerField": "smallint",
    "PositiveBigIntegerField": "bigint", "FloatField": "double precision", "DateField": "date",
    "DateTimeField": "timestamp with time zone", "TimeField": "time", "DurationField": "interval", "UUIDField": "uuid",
    "JSONField": "jsonb", "BinaryField": "bytea", "GenericIPAddressField": "inet", "HStoreField": "hstore",
    "FileField": "varchar(100)", "ImageField": "varchar(100)", "FilePathField": "varchar(100)",
    "EmailField": "varchar(254)",
    "URLField": "varchar(200)", "SlugField": "varchar(50)",
  ]

  private var isRelation: Bool { call.name == "ForeignKey" || call.name == "OneToOneField" }
  private var isMany: Bool { call.name == "ManyToManyField" }
  private var isNotNull: Bool { call["null"]?.truth != true }

  private var type: String {
    if isRelation { return "bigint" }
    let length = call["max_length"].flatMap { value in if case .number(let text) = value { text } else { nil } }
    if let length, call.name.hasSuffix("Field"), call.name != "TextField" { return "varchar(\(length))" }
    if call.name == "CharField" { return "varchar" }
    // Whatever such a field is called, it is one of numbers.
    if call.name.hasSuffix("Field"), case .number(let digits)? = call["max_digits"],
      case .number(let scale)? = call["decimal_places"]
    {
      return "numeric(\(digits),\(scale))"
    }
    if call.name == "ArrayField", case .call(let base)? = call["base_field"] ?? call.positional.first {
      return DjangoField(base).type + "[]"
    }
    // A field of one's own may be any type: one that nobody knows.
    return Self.types[call.name] ?? call.name.lowercased()
  }

  private func column(_ name: String) -> String { SQLWriter.name(isRelation ? name + "_id" : name) }

  func definition(_ name: String) -> String? {
    if isMany { return nil }
    let key = call["primary_key"]?.truth == true ? " PRIMARY KEY" : call["unique"]?.truth == true ? " UNIQUE" : ""
    return SQLWriter.column(column(name), type, isNotNull: isNotNull, rest: key + references)
  }

  private var references: String {
    guard isRelation, call["db_constraint"]?.truth != false else { return "" }
    let to =
      switch call["to"] ?? call.positional.first {
      // The setting stands for the table: which one it is, the file does not say.
      case .name(let name)?: name.split(separator: ".").last.map(String.init)
      case let given: given?.text?.split(separator: ".").last.map { $0.lowercased() }
      }
    return " REFERENCES \(SQLWriter.name(to ?? "{{value}}"))"
  }

  /// A value is sent as the default for the statement, and the default is dropped again; one that the server computes
  /// stays.
  func addition(to alter: String, name: String) -> [String] {
    if isMany { return ["CREATE TABLE \"\(name)\" (id bigserial PRIMARY KEY)"] }
    var value: String?
    if let computed = call["db_default"] {
      value = Self.serverDefault(computed)
    } else if let given = call["default"], !given.isNull {
      value = SQLWriter.literal(given)
    } else if isNotNull, call["auto_now_add"] != nil || call["blank"]?.truth == true {
      value = "''"
    }
    let isUnique = call["unique"]?.truth == true || call.name == "OneToOneField"
    var statements = [
      "\(alter) ADD COLUMN "
        + SQLWriter.column(
          column(name), type, isNotNull: isNotNull, default: value, rest: (isUnique ? " UNIQUE" : "") + references)
    ]
    if isRelation || call["db_index"]?.truth == true, call["db_index"]?.truth != false, !isUnique {
      statements.append("CREATE INDEX ON \(alter.dropFirst("ALTER TABLE ".count)) (\(column(name)))")
    }
    return statements
  }

  private static func serverDefault(_ value: HostValue) -> String {
    guard case .call(let function) = value else { return SQLWriter.literal(value) }
    switch function.name {
    case "Now": return "now()"
    case "RandomUUID": return "gen_random_uuid()"
    case "Value": return function.positional.first.map { SQLWriter.literal($0) } ?? "''"
    default: return "\(function.name.lowercased())()"
    }
  }

  /// Django compares with the field before; what is sent is at most this.
  func alteration(of alter: String, name: String) -> [String] {
    if isMany { return [] }
    let column = column(name)
    // A relation has the type of the key that it points to, before and after.
    var statements = isRelation ? [] : ["\(alter) ALTER COLUMN \(column) TYPE \(type)"]
    // The key has no NULL, and is unique, whatever it was called before.
    if call["primary_key"]?.truth == true { return statements + ["\(alter) ADD PRIMARY KEY (\(column))"] }
    statements.append("\(alter) ALTER COLUMN \(column) \(isNotNull ? "SET" : "DROP") NOT NULL")
    if call["unique"]?.truth == true { statements.append("\(alter) ADD UNIQUE (\(column))") }
    return statements
  }
}

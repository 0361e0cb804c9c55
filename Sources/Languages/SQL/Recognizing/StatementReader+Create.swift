extension StatementReader {
  /// `CREATE …`.
  mutating func create() throws(Unrecognized) -> [Command] {
    try cursor.expect("CREATE")
    var modifiers: Set<String> = []
    if cursor.accept("OR", "REPLACE") { modifiers.insert("REPLACE") }
    try skipDefiner()
    while let word = cursor.acceptAny(
      "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "FULLTEXT", "SPATIAL", "CLUSTERED",
      "NONCLUSTERED", "CONSTRAINT", "RECURSIVE", "TRUSTED", "PROCEDURAL", "AGGREGATE", "VIRTUAL", "DEFAULT")
    {
      // CREATE AGGREGATE is PostgreSQL's object, CREATE AGGREGATE FUNCTION MariaDB's.
      if word == "AGGREGATE", !cursor.isWord("FUNCTION") {
        cursor.index -= 1
        break
      }
      modifiers.insert(word)
    }
    try skipDefiner()
    if cursor.isWord("FOREIGN"), cursor.isWord("TABLE", at: 1) { cursor.index += 1 }
    if cursor.isWord("TABLE") { return try createTable(modifiers) }
    if cursor.isWord("INDEX") { return try createIndex(modifiers) }
    if cursor.isWord("VIEW") || (cursor.isWord("MATERIALIZED") && cursor.isWord("VIEW", at: 1)) {
      return try createView(modifiers)
    }
    if cursor.isWord("FUNCTION", "PROCEDURE", "PROC") { return try createRoutine(modifiers) }
    if cursor.isWord("TYPE", "DOMAIN") { return try createType() }
    if cursor.isWord("TRIGGER") { return try createTrigger(modifiers) }
    if cursor.isWord("POLICY") { return try createPolicy() }
    if cursor.isWord("ROLE", "USER", "GROUP", "LOGIN"), !cursor.isWord("MAPPING", at: 1) {
      return try role(isCreation: true)
    }
    return try createObject(modifiers)
  }

  /// Skips MySQL's `ALGORITHM = x`, `DEFINER = user@host` and `SQL SECURITY x`.
  private mutating func skipDefiner() throws(Unrecognized) {
    while cursor.isWord("DEFINER", "ALGORITHM", "SQL") {
      if cursor.accept("SQL", "SECURITY") {
        try cursor.skip()
        continue
      }
      cursor.index += 1
      try cursor.expect(symbol: ASCII.equals)
      try cursor.skip()
      if cursor.accept(symbol: ASCII.at) { try cursor.skip() }
      if let end = cursor.groupEnd { cursor.index = end }
    }
  }

  private mutating func createView(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    let isMaterialized = cursor.accept("MATERIALIZED")
    try cursor.expect("VIEW")
    let ifNotExists = cursor.accept("IF", "NOT", "EXISTS")
    let name = try cursor.qualifiedName()
    let view = CreateView(
      name, orReplace: modifiers.contains("REPLACE"), isMaterialized: isMaterialized,
      isTemporary: isTemporary(modifiers), ifNotExists: ifNotExists, sources: querySources())
    return try tail(.createView(view))
  }

  /// The names behind FROM and JOIN, and behind the commas there, in the rest of the statement.
  private func querySources() -> [QualifiedName] {
    var cursor = cursor
    var sources: Set<QualifiedName> = []
    while !cursor.isAtEnd {
      if cursor.acceptAny("FROM", "JOIN", "ONLY", "LATERAL") != nil {
        while let name = try? cursor.qualifiedName() {
          if cursor.isSymbol(ASCII.openParenthesis) { break }
          sources.insert(name)
          _ = cursor.accept("AS")
          if !cursor.isSymbol(ASCII.comma) { _ = cursor.namePart() }
          guard cursor.accept(symbol: ASCII.comma) else { break }
        }
      } else {
        cursor.index += 1
      }
    }
    return sources.sorted()
  }

  func isTemporary(_ modifiers: Set<String>) -> Bool {
    modifiers.contains("TEMP") || modifiers.contains("TEMPORARY")
  }

  private mutating func createType() throws(Unrecognized) -> [Command] {
    if cursor.accept("DOMAIN") { return try createDomain() }
    try cursor.expect("TYPE")
    let name = try cursor.qualifiedName()
    if cursor.isAtEnd { return [.createType(CreateType(name, .shell))] }
    if cursor.groupEnd != nil { return try tail(.createType(CreateType(name, .base))) }
    if cursor.accept("FROM") { return try tail(.createType(CreateType(name, .base))) }
    try cursor.expect("AS")
    if cursor.accept("RANGE") { return try tail(.createType(CreateType(name, .range))) }
    guard cursor.accept("ENUM") else {
      try cursor.skip()
      return [.createType(CreateType(name, .composite))]
    }
    guard let end = cursor.groupEnd else { throw cursor.failure }
    cursor.index += 1
    var labels: [String] = []
    while cursor.index < end - 1 {
      labels.append(try cursor.stringLiteral())
      if cursor.index < end - 1 { try cursor.expect(symbol: ASCII.comma) }
    }
    cursor.index = end
    return [.createType(CreateType(name, .enumeration(labels: labels)))]
  }

  private mutating func createDomain() throws(Unrecognized) -> [Command] {
    let name = try cursor.qualifiedName()
    _ = cursor.accept("AS")
    let definition = try ColumnReader.definition(named: name.name, &cursor)
    guard let type = definition.type else { throw cursor.failure }
    var constraints = definition.constraints.map { Constraint($0.kind, name: $0.name, check: $0.check) }
    if definition.isNotNull { constraints.insert(Constraint(.notNull), at: 0) }
    return [.createType(CreateType(name, .domain(type, constraints: constraints)))]
  }

  private mutating func createRoutine(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    let kind: ObjectKind = cursor.accept("FUNCTION") ? .function : .procedure
    if kind == .procedure { cursor.index += 1 }
    _ = cursor.accept("IF", "NOT", "EXISTS")
    let name = try cursor.qualifiedName()
    var language: String?
    var body: String?
    var isDefiner = false
    while !cursor.isAtEnd {
      if cursor.accept("LANGUAGE") {
        language = try cursor.peek()?.kind == .string ? cursor.stringLiteral().lowercased() : cursor.name()
      } else if cursor.accept("SECURITY", "DEFINER") {
        isDefiner = true
      } else if cursor.isWord("AS"), cursor.peek(1)?.kind == .string {
        cursor.index += 1
        body = try cursor.stringLiteral()
      } else if isBodyStart {
        // PostgreSQL reads such a body when the routine is made: nothing in it is made up later.
        if cursor.dialect != .postgres { body = cursor.text(cursor.index..<cursor.limit) }
        cursor.index = cursor.limit
      } else if cursor.isSymbol(ASCII.semicolon) {
        throw cursor.failure
      } else {
        try cursor.skip()
      }
    }
    if language == "c" || language == "internal" { body = nil }
    return [
      .createRoutine(
        CreateRoutine(
          kind, name, orReplace: modifiers.contains("REPLACE"), language: language, body: body,
          isSecurityDefiner: isDefiner))
    ]
  }

  /// A body of statements begins here, up to the end that the splitter found for it.
  private var isBodyStart: Bool {
    switch cursor.dialect {
    case .postgres: cursor.isWord("BEGIN") && cursor.isWord("ATOMIC", at: 1)
    case .mssql: cursor.isWord("AS")
    case .mysql, .sqlite, .clickhouse: cursor.isWord("BEGIN", "RETURN")
    }
  }

  private mutating func createTrigger(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    try cursor.expect("TRIGGER")
    _ = cursor.accept("IF", "NOT", "EXISTS")
    let name = try cursor.qualifiedName()
    // BEFORE UPDATE OF a, b ON t: the first ON belongs to the table.
    while !cursor.isAtEnd, !cursor.isWord("ON") { try cursor.skip() }
    try cursor.expect("ON")
    let table = try cursor.qualifiedName()
    var function: QualifiedName?
    while !cursor.isAtEnd {
      if cursor.dialect == .postgres, cursor.accept("EXECUTE") {
        guard cursor.acceptAny("FUNCTION", "PROCEDURE") != nil else { throw cursor.failure }
        function = try cursor.qualifiedName()
      } else if cursor.dialect != .postgres, cursor.isWord("BEGIN", "AS") {
        cursor.index = cursor.limit
      } else if cursor.isSymbol(ASCII.semicolon) {
        throw cursor.failure
      } else {
        try cursor.skip()
      }
    }
    return [
      .createTrigger(
        CreateTrigger(name.name, on: table, orReplace: modifiers.contains("REPLACE"), function: function))
    ]
  }

  private mutating func createPolicy() throws(Unrecognized) -> [Command] {
    try cursor.expect("POLICY")
    let name = try cursor.name()
    try cursor.expect("ON")
    let table = try cursor.qualifiedName()
    let isPermissive = !(cursor.isWord("AS") && cursor.isWord("RESTRICTIVE", at: 1))
    return try tail(.createPolicy(CreatePolicy(name, on: table, isPermissive: isPermissive)))
  }

  private mutating func createObject(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    guard let kind = ObjectKindReader.read(&cursor) else { throw cursor.failure }
    let ifNotExists = cursor.accept("IF", "NOT", "EXISTS")
    var name: QualifiedName?
    switch kind {
    case .cast, .transform, .userMapping, .operator: break
    case .schema where cursor.isWord("AUTHORIZATION"):
      name = QualifiedName(cursor.isWord("AUTHORIZATION") ? try authorizedSchema() : "")
    default: name = try cursor.qualifiedName()
    }
    let object = CreateObject(
      kind, name, orReplace: modifiers.contains("REPLACE"), ifNotExists: ifNotExists,
      isTemporary: isTemporary(modifiers), on: table(of: kind))
    // A rule and a schema may hold statements of their own, which are not looked into.
    if kind == .schema, cursor.isWord("CREATE", "GRANT") { throw cursor.failure }
    if kind == .schema, cursor.accept("AUTHORIZATION") { _ = try cursor.name() }
    if kind == .event || kind == .rule {
      cursor.index = cursor.limit
      return [.create(object)]
    }
    return try tail(.create(object))
  }

  /// The table of `CREATE RULE r AS ON DELETE TO t` and of `CREATE STATISTICS s ON a, b FROM t`.
  private func table(of kind: ObjectKind) -> QualifiedName? {
    guard kind == .rule || kind == .statistics else { return nil }
    var cursor = cursor
    while !cursor.isAtEnd, cursor.acceptAny(kind == .rule ? "TO" : "FROM") == nil { cursor.index += 1 }
    return try? cursor.qualifiedName()
  }

  private mutating func authorizedSchema() throws(Unrecognized) -> String {
    try cursor.expect("AUTHORIZATION")
    return try cursor.name()
  }
}

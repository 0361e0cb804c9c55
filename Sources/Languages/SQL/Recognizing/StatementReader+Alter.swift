extension StatementReader {
  /// `ALTER …`.
  mutating func alter() throws(Unrecognized) -> [Command] {
    try cursor.expect("ALTER")
    while cursor.acceptAny("ONLINE", "OFFLINE", "IGNORE") != nil {}
    if cursor.accept("SYSTEM") { return try alterSystem() }
    if cursor.accept("DEFAULT", "PRIVILEGES") { return try defaultPrivileges() }
    if cursor.isWord("ROLE", "USER", "GROUP", "LOGIN"), !cursor.isWord("MAPPING", at: 1) {
      return try role(isCreation: false)
    }
    if cursor.isWord("FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "VIEW"), cursor.dialect == .mssql {
      return try redefineRoutine()
    }
    guard let kind = ObjectKindReader.read(&cursor) else { throw cursor.failure }
    if kind == .index, cursor.dialect == .mssql, cursor.accept("ALL") {
      return try rebuild(.index, QualifiedName("ALL")) ?? []
    }
    switch kind {
    case .table, .foreignTable, .index, .view, .materializedView, .sequence:
      if cursor.accept("ALL", "IN", "TABLESPACE") {
        return try tail(.alter(AlterObject(kind, nil, .other("ALL IN TABLESPACE"))))
      }
      return try alterRelation(kind)
    case .type: return try alterType()
    case .domain: return try alterDomain()
    default: return try alterObject(kind)
    }
  }

  private mutating func alterRelation(_ kind: ObjectKind) throws(Unrecognized) -> [Command] {
    let ifExists = cursor.accept("IF", "EXISTS")
    if cursor.isWord("ONLY"), cursor.peek(1)?.kind != .symbol { cursor.index += 1 }
    let name = try cursor.qualifiedName()
    _ = cursor.accept(symbol: ASCII.star)
    if cursor.accept("ON", "CLUSTER") { _ = try cursor.name() }
    if kind == .sequence { return try alterSequence(name, ifExists: ifExists) }
    if cursor.dialect == .clickhouse, cursor.isWord("UPDATE", "DELETE") { return try mutation(of: name) }
    if cursor.dialect == .mssql, let rebuild = try rebuild(kind, name) { return rebuild }
    let actions = try AlterActionReader.actions(&cursor, kind: kind)
    return [.alterTable(AlterTable(kind: kind, name, ifExists: ifExists, actions: actions))]
  }

  /// SQL Server's `ALTER INDEX i ON t REBUILD`, `REORGANIZE`, `DISABLE`, … and `ALTER TABLE t REBUILD`.
  private mutating func rebuild(_ kind: ObjectKind, _ name: QualifiedName) throws(Unrecognized) -> [Command]? {
    let table = kind == .index && cursor.accept("ON") ? try cursor.qualifiedName() : name
    guard kind == .index || cursor.isWord("REBUILD") else { return nil }
    let word = cursor.word()
    let isOnline = cursor.isOnline(cursor.index..<cursor.limit)
    switch word {
    case "REBUILD": return try tail(.reindex(Reindex(.table, table, concurrently: isOnline)))
    case "DISABLE": return try tail(.drop(Drop(.index, [QualifiedName(name.name)], on: table)))
    case "REORGANIZE", "SET", "RESUME", "PAUSE", "ABORT": return try tail(.other("ALTER INDEX \(word)"))
    default: throw cursor.failure
    }
  }

  /// A sequence's options stand without commas; what also exists for tables is an action of its own.
  private mutating func alterSequence(_ name: QualifiedName, ifExists: Bool) throws(Unrecognized) -> [Command] {
    if cursor.isWord("RENAME") || cursor.isWord("OWNER")
      || (cursor.isWord("SET") && !cursor.isWord("INCREMENT", at: 1))
    {
      let actions = try AlterActionReader.actions(&cursor, kind: .sequence)
      return [.alterTable(AlterTable(kind: .sequence, name, ifExists: ifExists, actions: actions))]
    }
    return try tail(.alter(AlterObject(.sequence, name, .other(cursor.words(cursor.index..<cursor.limit)))))
  }

  private mutating func alterType() throws(Unrecognized) -> [Command] {
    let name = try cursor.qualifiedName()
    if cursor.accept("ADD", "VALUE") {
      _ = cursor.accept("IF", "NOT", "EXISTS")
      let value = try cursor.stringLiteral()
      if cursor.acceptAny("BEFORE", "AFTER") != nil { _ = try cursor.stringLiteral() }
      return [.alterType(name, .addValue(value))]
    }
    if cursor.accept("RENAME", "VALUE") {
      let from = try cursor.stringLiteral()
      try cursor.expect("TO")
      return [.alterType(name, .renameValue(from: from, to: try cursor.stringLiteral()))]
    }
    if cursor.accept("RENAME", "ATTRIBUTE") {
      let from = try cursor.name()
      try cursor.expect("TO")
      let to = try cursor.name()
      _ = behavior()
      return [.alterType(name, .renameAttribute(from: from, to: to))]
    }
    if let change = try commonChange() {
      let alteration: TypeAlteration =
        switch change {
        case .renameTo(let new): .renameTo(new)
        case .setSchema(let schema): .setSchema(schema)
        case .ownerTo(let owner): .ownerTo(owner)
        case .other(let words): .other(words)
        }
      return [.alterType(name, alteration)]
    }
    return try alterAttributes(of: name)
  }

  private mutating func alterAttributes(of name: QualifiedName) throws(Unrecognized) -> [Command] {
    var commands: [Command] = []
    repeat {
      if cursor.accept("ADD", "ATTRIBUTE") {
        let attribute = try ColumnReader.definition(&cursor)
        commands.append(.alterType(name, .addAttribute(attribute.name)))
      } else if cursor.accept("DROP", "ATTRIBUTE") {
        _ = cursor.accept("IF", "EXISTS")
        commands.append(.alterType(name, .dropAttribute(try cursor.name())))
      } else if cursor.accept("ALTER", "ATTRIBUTE") {
        let attribute = try cursor.name()
        _ = cursor.accept("SET", "DATA")
        try cursor.expect("TYPE")
        commands.append(.alterType(name, .alterAttributeType(attribute, try TypeReader.read(&cursor))))
      } else if cursor.isWord("SET"), cursor.isSymbol(ASCII.openParenthesis, at: 1) {
        cursor.index += 1
        try cursor.skip()
        commands.append(.alterType(name, .other("SET")))
      } else {
        throw cursor.failure
      }
      _ = behavior()
    } while cursor.accept(symbol: ASCII.comma)
    return commands
  }

  private mutating func alterDomain() throws(Unrecognized) -> [Command] {
    let name = try cursor.qualifiedName()
    let change: DomainAlteration
    if cursor.accept("ADD") {
      change = .addConstraint(try ConstraintReader.read(&cursor))
    } else if cursor.accept("DROP", "CONSTRAINT") {
      _ = cursor.accept("IF", "EXISTS")
      change = .dropConstraint(try cursor.name())
      _ = behavior()
    } else if cursor.accept("VALIDATE", "CONSTRAINT") {
      change = .validateConstraint(try cursor.name())
    } else if cursor.accept("SET", "NOT", "NULL") {
      change = .setNotNull
    } else if cursor.accept("DROP", "NOT", "NULL") {
      change = .dropNotNull
    } else if cursor.accept("SET", "DEFAULT") {
      _ = try ColumnOptions.value(&cursor)
      change = .setDefault
    } else if cursor.accept("DROP", "DEFAULT") {
      change = .dropDefault
    } else if cursor.accept("RENAME", "CONSTRAINT") {
      let from = try cursor.name()
      try cursor.expect("TO")
      change = .renameConstraint(from: from, to: try cursor.name())
    } else {
      switch try commonChange() {
      case .renameTo(let new): change = .renameTo(new)
      case .setSchema(let schema): change = .setSchema(schema)
      case .ownerTo(let owner): change = .ownerTo(owner)
      case .other, nil: throw cursor.failure
      }
    }
    return [.alterDomain(name, change)]
  }

  /// `RENAME TO`, `SET SCHEMA`, `OWNER TO`.
  private mutating func commonChange() throws(Unrecognized) -> AlterObject.Change? {
    if cursor.accept("RENAME", "TO") { return .renameTo(try cursor.name()) }
    if cursor.accept("SET", "SCHEMA") { return .setSchema(try cursor.name()) }
    if cursor.accept("OWNER", "TO") { return .ownerTo(try cursor.label()) }
    return nil
  }

  private mutating func alterObject(_ kind: ObjectKind) throws(Unrecognized) -> [Command] {
    let start = cursor.index
    if kind == .cast || kind == .operator || kind == .operatorClass || kind == .operatorFamily
      || kind == .largeObject || kind == .userMapping
    {
      return try tail(.alter(AlterObject(kind, nil, .other(cursor.words(start..<cursor.limit)))))
    }
    _ = cursor.accept("IF", "EXISTS")
    let name = try cursor.qualifiedName()
    if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
    var table: QualifiedName?
    if kind == .policy || kind == .trigger || kind == .rule, cursor.accept("ON") {
      table = try cursor.qualifiedName()
    }
    if let change = try commonChange() { return [.alter(AlterObject(kind, name, on: table, change))] }
    let words = cursor.words(cursor.index..<cursor.limit)
    return try tail(.alter(AlterObject(kind, name, on: table, .other(words))))
  }

  /// SQL Server's `ALTER PROCEDURE … AS …` states the routine anew.
  private mutating func redefineRoutine() throws(Unrecognized) -> [Command] {
    guard let kind = ObjectKindReader.read(&cursor) else { throw cursor.failure }
    let name = try cursor.qualifiedName()
    let body = cursor.text(cursor.index..<cursor.limit)
    cursor.index = cursor.limit
    if kind == .view { return [.createView(CreateView(name, orReplace: true))] }
    if kind == .trigger { return [.create(CreateObject(.trigger, name, orReplace: true))] }
    return [.createRoutine(CreateRoutine(kind, name, orReplace: true, body: body))]
  }

  private mutating func alterSystem() throws(Unrecognized) -> [Command] {
    let isReset = cursor.accept("RESET")
    if !isReset { try cursor.expect("SET") }
    let variable = cursor.accept("ALL") ? "all" : try cursor.qualifiedName().description
    if isReset { return [.alterSystem(variable: variable, value: nil)] }
    guard cursor.accept("TO") || cursor.accept(symbol: ASCII.equals) else { throw cursor.failure }
    return [.alterSystem(variable: variable, value: try settingValue())]
  }
}

extension StatementReader {
  /// BEGIN, COMMIT and the like.
  mutating func transaction() throws(Unrecognized) -> [Command] {
    let word = cursor.word()
    cursor.index += 1
    if word == "START" { try cursor.expect("TRANSACTION") }
    if word == "SAVEPOINT" { return [.transaction(.savepoint(try cursor.name()))] }
    if word == "RELEASE" {
      _ = cursor.accept("SAVEPOINT")
      return [.transaction(.release(try cursor.name()))]
    }
    if cursor.accept("PREPARED") {
      _ = try cursor.stringLiteral()
      return [.transaction(.prepared)]
    }
    _ = cursor.acceptAny("WORK", "TRANSACTION", "TRAN")
    if word == "ROLLBACK", cursor.accept("TO") {
      _ = cursor.accept("SAVEPOINT")
      return [.transaction(.rollbackTo(try cursor.name()))]
    }
    // Modes: ISOLATION LEVEL x, READ ONLY, DEFERRABLE, IMMEDIATE, AND NO CHAIN.
    let modes: Set<String> = [
      "ISOLATION", "LEVEL", "SERIALIZABLE", "REPEATABLE", "READ", "COMMITTED", "UNCOMMITTED", "WRITE", "ONLY",
      "NOT", "DEFERRABLE", "DEFERRED", "IMMEDIATE", "EXCLUSIVE", "AND", "NO", "CHAIN", "WITH", "CONSISTENT",
      "SNAPSHOT", "TRANSACTION", "CONCURRENT",
    ]
    while modes.contains(cursor.word()) || cursor.isSymbol(ASCII.comma) { cursor.index += 1 }
    switch word {
    case "BEGIN", "START": return [.transaction(.begin)]
    case "COMMIT", "END": return [.transaction(.commit)]
    default: return [.transaction(.rollback)]
    }
  }

  /// SET and RESET.
  mutating func set() throws(Unrecognized) -> [Command] {
    if cursor.accept("RESET") {
      if cursor.accept("TIME", "ZONE") { return [.set(SetVariable("timezone", value: nil))] }
      return [.set(SetVariable(try settingName(), value: nil))]
    }
    try cursor.expect("SET")
    if cursor.isWord("TRANSACTION", "CONSTRAINTS")
      || (cursor.isWord("SESSION") && cursor.isWord("CHARACTERISTICS", at: 1))
    {
      return try tail(.transaction(.characteristics))
    }
    if cursor.dialect == .mssql, !cursor.isSymbol(ASCII.equals, at: 1) { return try setOption() }
    var commands: [Command] = []
    var scope = SetVariable.Scope.session
    repeat {
      scope = settingScope() ?? scope
      commands.append(.set(try setting(scope)))
    } while cursor.dialect == .mysql && cursor.accept(symbol: ASCII.comma)
    return commands
  }

  /// `app.tenant`, or ALL.
  private mutating func settingName() throws(Unrecognized) -> String {
    cursor.accept("ALL") ? "all" : try cursor.qualifiedName().description
  }

  /// SQL Server's `SET ANSI_NULLS ON` and `SET IDENTITY_INSERT t ON`.
  private mutating func setOption() throws(Unrecognized) -> [Command] {
    let name = try cursor.name()
    let words = cursor.words(cursor.index..<cursor.limit).lowercased()
    return try tail(.set(SetVariable(name, value: words)))
  }

  private mutating func settingScope() -> SetVariable.Scope? {
    while cursor.isSymbol(ASCII.at) { cursor.index += 1 }
    let next = cursor.word(1)
    guard next != "TO", !cursor.isSymbol(ASCII.equals, at: 1) else { return nil }
    let scope: SetVariable.Scope? =
      switch cursor.acceptAny("SESSION", "LOCAL", "GLOBAL", "PERSIST", "PERSIST_ONLY") {
      case "SESSION": .session
      case "LOCAL": cursor.dialect == .mysql ? .session : .local
      case "GLOBAL", "PERSIST", "PERSIST_ONLY": .global
      default: nil
      }
    if scope != nil { _ = cursor.accept(symbol: ASCII.dot) }
    return scope
  }

  private mutating func setting(_ scope: SetVariable.Scope) throws(Unrecognized) -> SetVariable {
    if cursor.accept("TIME", "ZONE") {
      return SetVariable("timezone", value: try settingValue(), scope: scope)
    }
    if cursor.accept("SESSION", "AUTHORIZATION") {
      return SetVariable("session_authorization", value: try settingValue(), scope: scope)
    }
    for (word, name) in [
      ("NAMES", "client_encoding"), ("ROLE", "role"), ("SCHEMA", "search_path"), ("CATALOG", "catalog"),
    ]
    where cursor.isWord(word) && !cursor.isSymbol(ASCII.equals, at: 1) && !cursor.isWord("TO", at: 1) {
      cursor.index += 1
      let value = try settingValue()
      if cursor.accept("COLLATE") { try cursor.skip() }
      return SetVariable(name, value: value, scope: scope)
    }
    let name = try cursor.qualifiedName().description
    _ = cursor.accept(symbol: ASCII.colon)
    guard cursor.accept("TO") || cursor.accept(symbol: ASCII.equals) else { throw cursor.failure }
    return SetVariable(name, value: try settingValue(), scope: scope)
  }

  /// The values of a setting; `nil` for DEFAULT.
  mutating func settingValue() throws(Unrecognized) -> String? {
    if cursor.accept("DEFAULT") { return nil }
    var values: [String] = []
    repeat {
      let start = cursor.index
      if cursor.dialect == .mysql {
        while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { try cursor.skip() }
        var part = cursor
        (part.index, part.limit) = (start, cursor.index)
        let literal = ExpressionReader.literal(part).text
        return literal ?? cursor.text(start..<cursor.index)
      }
      values.append(try singleValue())
    } while cursor.accept(symbol: ASCII.comma)
    return values.joined(separator: ", ")
  }

  private mutating func singleValue() throws(Unrecognized) -> String {
    let sign = cursor.accept(symbol: ASCII.dash) ? "-" : ""
    guard let token = cursor.peek() else { throw cursor.failure }
    switch token.kind {
    case .string: return try cursor.stringLiteral()
    case .number:
      cursor.index += 1
      return sign + cursor.text(cursor.index - 1..<cursor.index)
    default:
      // INTERVAL '1' HOUR TO MINUTE, of SET TIME ZONE.
      if cursor.accept("INTERVAL") {
        let value = try cursor.stringLiteral()
        while cursor.acceptAny("HOUR", "TO", "MINUTE") != nil {}
        return value
      }
      // Words like ON, which are reserved, stand for themselves here.
      return try cursor.label()
    }
  }

  /// MySQL's and SQL Server's `USE db`: the following names belong to another database.
  mutating func setDatabase() throws(Unrecognized) -> [Command] {
    try cursor.expect("USE")
    return [.set(SetVariable("database", value: try cursor.name()))]
  }

  /// SQLite's `PRAGMA name [= value]` and `PRAGMA name(value)`.
  mutating func pragma() throws(Unrecognized) -> [Command] {
    try cursor.expect("PRAGMA")
    let name = try cursor.qualifiedName().description
    if let end = cursor.groupEnd {
      let value = cursor.text(cursor.index + 1..<end - 1)
      cursor.index = end
      return [.set(SetVariable(name, value: value.lowercased()))]
    }
    guard cursor.accept(symbol: ASCII.equals) else { return [.other("PRAGMA")] }
    return [.set(SetVariable(name, value: try singleValue().lowercased()))]
  }
}

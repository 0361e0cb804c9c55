extension StatementReader {
  mutating func reindex() throws(Unrecognized) -> [Command] {
    try cursor.expect("REINDEX")
    var concurrently = false
    if let end = cursor.groupEnd {
      concurrently = (cursor.index..<end).contains { cursor.isWord("CONCURRENTLY", at: $0 - cursor.index) }
      cursor.index = end
    }
    if cursor.dialect == .sqlite {
      return [.reindex(Reindex(.index, cursor.isAtEnd ? nil : try cursor.qualifiedName()))]
    }
    let kinds: [String: ObjectKind] = [
      "INDEX": .index, "TABLE": .table, "SCHEMA": .schema, "DATABASE": .database, "SYSTEM": .system,
    ]
    guard let kind = kinds[cursor.word()] else { throw cursor.failure }
    cursor.index += 1
    if cursor.accept("CONCURRENTLY") { concurrently = true }
    let name = cursor.isAtEnd ? nil : try cursor.qualifiedName()
    return [.reindex(Reindex(kind, name, concurrently: concurrently))]
  }

  mutating func cluster() throws(Unrecognized) -> [Command] {
    try cursor.expect("CLUSTER")
    if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
    _ = cursor.accept("VERBOSE")
    if cursor.isAtEnd { return [.cluster(nil)] }
    var table = try cursor.qualifiedName()
    if cursor.accept("USING") {
      _ = try cursor.name()
    } else if cursor.accept("ON") {
      table = try cursor.qualifiedName()
    }
    return [.cluster(table)]
  }

  mutating func vacuum() throws(Unrecognized) -> [Command] {
    try cursor.expect("VACUUM")
    // SQLite's VACUUM always rewrites the file.
    var isFull = cursor.dialect == .sqlite
    if let end = cursor.groupEnd {
      for place in cursor.index..<end where cursor.isWord("FULL", at: place - cursor.index) {
        isFull = !cursor.isWord("FALSE", "OFF", at: place - cursor.index + 1)
      }
      cursor.index = end
    }
    while let word = cursor.acceptAny("FULL", "FREEZE", "VERBOSE", "ANALYZE", "ANALYSE") {
      if word == "FULL" { isFull = true }
    }
    var tables: [QualifiedName] = []
    if !cursor.isAtEnd, !cursor.isWord("INTO") {
      repeat {
        tables.append(try cursor.qualifiedName())
        if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
      } while cursor.accept(symbol: ASCII.comma)
    }
    return try tail(.vacuum(tables: tables, isFull: isFull))
  }

  /// MySQL's OPTIMIZE TABLE rebuilds the table.
  mutating func optimize() throws(Unrecognized) -> [Command] {
    try cursor.expect("OPTIMIZE")
    _ = cursor.acceptAny("NO_WRITE_TO_BINLOG", "LOCAL")
    try cursor.expect("TABLE")
    let tables = try cursor.qualifiedNames()
    // ClickHouse merges a few parts unless it is told to merge all of them.
    let isFull =
      cursor.dialect != .clickhouse
      || (cursor.index..<cursor.limit).contains { cursor.isWord("FINAL", at: $0 - cursor.index) }
    return try tail(.vacuum(tables: tables, isFull: isFull))
  }

  /// ClickHouse's `DETACH TABLE t`: nobody sees it until it is attached, or with PERMANENTLY even after a restart.
  mutating func detach() throws(Unrecognized) -> [Command] {
    let words = cursor.words(cursor.index..<min(cursor.limit, cursor.index + 2))
    cursor.index += 2
    _ = cursor.accept("IF", "EXISTS")
    let name = try cursor.qualifiedName()
    return try tail(.alterTable(AlterTable(name, actions: [.moveRows(words)])))
  }

  /// SQL Server's `DISABLE TRIGGER x ON t`.
  mutating func switchTrigger() throws(Unrecognized) -> [Command] {
    let isEnabled = cursor.accept("ENABLE")
    if !isEnabled { cursor.index += 1 }
    try cursor.expect("TRIGGER")
    let name = cursor.accept("ALL") ? "ALL" : try cursor.qualifiedName().description
    try cursor.expect("ON")
    let table = cursor.accept("ALL") ? QualifiedName("ALL SERVER") : try cursor.qualifiedName()
    return try tail(.alterTable(AlterTable(table, actions: [.setTrigger(name: name, enabled: isEnabled)])))
  }

  /// SQL Server's DBCC, as far as it reads, shrinks or renumbers.
  mutating func databaseConsole() throws(Unrecognized) -> [Command] {
    cursor.index += 1
    let isRepair = (cursor.index..<cursor.limit).contains { cursor.word($0 - cursor.index).hasPrefix("REPAIR") }
    guard !isRepair,
      cursor.isWord(
        "CHECKIDENT", "CHECKDB", "CHECKTABLE", "CHECKCONSTRAINTS", "SHRINKDATABASE", "SHRINKFILE", "FREEPROCCACHE",
        "UPDATEUSAGE")
    else { throw cursor.failure }
    return try tail(.other("DBCC"))
  }

  mutating func refresh() throws(Unrecognized) -> [Command] {
    try cursor.expect("REFRESH", "MATERIALIZED", "VIEW")
    let concurrently = cursor.accept("CONCURRENTLY")
    let name = try cursor.qualifiedName()
    var withData = true
    if cursor.accept("WITH") {
      withData = !cursor.accept("NO")
      try cursor.expect("DATA")
    }
    return [.refreshMaterializedView(name, concurrently: concurrently, withData: withData)]
  }

  mutating func lock() throws(Unrecognized) -> [Command] {
    try cursor.expect("LOCK")
    _ = cursor.acceptAny("TABLE", "TABLES")
    if cursor.dialect == .mysql { return try lockTables() }
    var tables: [QualifiedName] = []
    repeat {
      if cursor.isWord("ONLY"), cursor.peek(1)?.kind != .symbol { cursor.index += 1 }
      tables.append(try cursor.qualifiedName())
      _ = cursor.accept(symbol: ASCII.star)
    } while cursor.accept(symbol: ASCII.comma)
    var mode = "ACCESS EXCLUSIVE"
    if cursor.accept("IN") {
      let start = cursor.index
      while cursor.acceptAny("ACCESS", "ROW", "SHARE", "UPDATE", "EXCLUSIVE") != nil {}
      mode = cursor.words(start..<cursor.index)
      try cursor.expect("MODE")
    }
    _ = cursor.accept("NOWAIT")
    return [.lockTable(LockTable(tables, mode: mode))]
  }

  /// MySQL's `LOCK TABLES a READ, b AS c WRITE`: the strongest mode counts for all.
  private mutating func lockTables() throws(Unrecognized) -> [Command] {
    var tables: [QualifiedName] = []
    var mode = "READ"
    repeat {
      tables.append(try cursor.qualifiedName())
      if cursor.accept("AS") { _ = try cursor.name() }
      _ = cursor.accept("LOW_PRIORITY")
      if cursor.acceptAny("READ", "WRITE") == "WRITE" { mode = "WRITE" }
      _ = cursor.accept("LOCAL")
    } while cursor.accept(symbol: ASCII.comma)
    return [.lockTable(LockTable(tables, mode: mode))]
  }

  mutating func doBlock() throws(Unrecognized) -> [Command] {
    try cursor.expect("DO")
    var language = "plpgsql"
    if cursor.accept("LANGUAGE") { language = try cursor.name() }
    let body = try cursor.stringLiteral()
    if cursor.accept("LANGUAGE") { language = try cursor.name() }
    return [.dynamic(DynamicBlock(language: language, body: body))]
  }

  mutating func call() throws(Unrecognized) -> [Command] {
    cursor.index += 1
    // SQL Server's EXEC ('text') runs its text.
    if let end = cursor.groupEnd, cursor.dialect == .mssql {
      var text = cursor
      text.limit = end
      text = ExpressionReader.unwrapped(text)
      if text.isWord("N"), text.peek(1)?.kind == .string { text.index += 1 }
      let body = ExpressionReader.literal(text).text ?? "EXECUTE " + cursor.text(cursor.index..<end)
      cursor.index = end
      return try tail(.dynamic(DynamicBlock(language: "sql", body: body)))
    }
    let name = try cursor.qualifiedName()
    guard cursor.dialect == .mssql else { return try tail(.call(name)) }
    return try procedure(name)
  }

  /// SQL Server's own procedures that rename objects and run texts.
  private mutating func procedure(_ name: QualifiedName) throws(Unrecognized) -> [Command] {
    let arguments = procedureArguments()
    switch name.name {
    case "sp_rename":
      guard arguments.count >= 2, let old = arguments[0], let new = arguments[1] else { break }
      let parts = old.split(separator: ".").map { $0.filter { $0 != "[" && $0 != "]" }.lowercased() }
      let kind = (arguments.count > 2 ? arguments[2] : nil)?.uppercased()
      if kind == "COLUMN", parts.count >= 2, let table = QualifiedName(parts: parts.dropLast()) {
        let rename = AlterAction.renameColumn(from: parts[parts.count - 1], to: new.lowercased())
        return try tail(.alterTable(AlterTable(table, actions: [rename])))
      }
      guard kind == nil || kind == "OBJECT", let table = QualifiedName(parts: parts) else { break }
      return try tail(
        .alterTable(AlterTable(table, actions: [.renameTo(QualifiedName(schema: table.schema, new.lowercased()))])))
    case "sp_executesql", "sp_execute", "xp_cmdshell", "sp_msforeachtable":
      // A text that is put together, or stands in a variable, is any.
      let body = arguments.first.flatMap(\.self) ?? "EXECUTE @text"
      let isShell = name.name == "xp_cmdshell"
      return try tail(.dynamic(DynamicBlock(language: isShell ? "shell" : "sql", body: body)))
    default: break
    }
    return try tail(.call(name))
  }

  /// The literals behind a procedure's name, `@name =` looked through; `nil` for any other argument.
  private func procedureArguments() -> [String?] {
    var cursor = cursor
    var arguments: [String?] = []
    while !cursor.isAtEnd, arguments.count < 8 {
      let start = cursor.index
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { cursor.index = cursor.groupEnd ?? (cursor.index + 1) }
      var argument = cursor
      (argument.index, argument.limit) = (start, cursor.index)
      if argument.isSymbol(ASCII.at), argument.isSymbol(ASCII.equals, at: 2) { argument.index += 3 }
      if argument.isSymbol(ASCII.equals, at: 1) { argument.index += 2 }
      if argument.isWord("N"), argument.peek(1)?.kind == .string { argument.index += 1 }
      arguments.append(ExpressionReader.literal(argument).text)
      cursor.index += 1
    }
    return arguments
  }

  /// PREPARE and EXECUTE run text that is not a statement of the file.
  mutating func prepared() throws(Unrecognized) -> [Command] {
    let start = cursor.index
    if cursor.accept("PREPARE", "TRANSACTION") {
      _ = try cursor.stringLiteral()
      return [.transaction(.prepared)]
    }
    var commands: [Command] = []
    if cursor.dialect == .postgres, cursor.accept("PREPARE") {
      // What is prepared is taken as run: EXECUTE names it only.
      _ = try cursor.name()
      if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
      try cursor.expect("AS")
      var prepared = StatementReader(cursor, depth: depth + 1)
      guard prepared.depth < Limits.queryDepth else { throw cursor.failure }
      commands = try prepared.commands()
    }
    cursor.index = cursor.limit
    return commands + [.dynamic(DynamicBlock(language: "sql", body: cursor.text(start..<cursor.limit)))]
  }
}

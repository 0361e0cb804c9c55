extension StatementReader {
  /// `DROP …`.
  mutating func drop() throws(Unrecognized) -> [Command] {
    try cursor.expect("DROP")
    if cursor.accept("PREPARE") {
      _ = try cursor.name()
      return [.other("DEALLOCATE")]
    }
    let isTemporary = cursor.accept("TEMPORARY")
    guard let kind = ObjectKindReader.read(&cursor) else { throw cursor.failure }
    if kind == .owned { return try dropOwned() }
    let concurrently = cursor.accept("CONCURRENTLY")
    let ifExists = cursor.accept("IF", "EXISTS")
    switch kind {
    case .cast, .transform, .userMapping, .operator, .operatorClass, .operatorFamily:
      let isCascade = try skipToBehavior()
      return [.drop(Drop(kind, [], ifExists: ifExists, cascade: isCascade))]
    default: break
    }
    var names = [try droppedName()]
    while cursor.accept(symbol: ASCII.comma) { names.append(try droppedName()) }
    var table: QualifiedName?
    if cursor.accept("ON") {
      // ClickHouse's ON CLUSTER names no table.
      if cursor.accept("CLUSTER") { _ = try cursor.name() } else { table = try cursor.qualifiedName() }
    }
    let isCascade = behavior()
    if kind == .database { _ = cursor.accept("WITH") && cursor.groupEnd != nil && skipGroup() }
    skipLockOptions()
    // SQL Server names the table before the index, with a dot.
    if kind == .index, cursor.dialect == .mssql, table == nil, let name = names.first, let owner = name.schema {
      table = QualifiedName(schema: name.catalog, owner)
      names = [QualifiedName(name.name)]
    }
    if kind == .index, cursor.dialect == .clickhouse { _ = cursor.accept("SYNC") }
    return [
      .drop(
        Drop(
          kind, names, on: table, ifExists: ifExists, cascade: isCascade, concurrently: concurrently,
          isTemporary: isTemporary))
    ]
  }

  /// A name, and a routine's arguments behind it.
  private mutating func droppedName() throws(Unrecognized) -> QualifiedName {
    // MySQL's accounts are `'user'@'host'`.
    let isAccount = cursor.dialect == .mysql && cursor.peek()?.kind == .string
    let name = isAccount ? QualifiedName(try cursor.stringLiteral()) : try cursor.qualifiedName()
    if cursor.accept(symbol: ASCII.at) { try cursor.skip() }
    if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
    return name
  }

  private mutating func skipGroup() -> Bool {
    guard let end = cursor.groupEnd else { return false }
    cursor.index = end
    return true
  }

  /// MySQL's `ALGORITHM = x LOCK = y`, ClickHouse's `SYNC`.
  private mutating func skipLockOptions() {
    while cursor.acceptAny("ALGORITHM", "LOCK") != nil {
      _ = cursor.accept(symbol: ASCII.equals)
      cursor.index += 1
    }
    _ = cursor.accept("SYNC") || cursor.accept("NO", "DELAY")
    if cursor.accept("FORCE") || cursor.accept("RESTRICT") { return }
  }

  /// Skips to CASCADE or RESTRICT or the end; true for CASCADE.
  private mutating func skipToBehavior() throws(Unrecognized) -> Bool {
    while !cursor.isAtEnd, !cursor.isWord("CASCADE", "RESTRICT") {
      if cursor.isSymbol(ASCII.semicolon) { throw cursor.failure }
      try cursor.skip()
    }
    return behavior()
  }

  private mutating func dropOwned() throws(Unrecognized) -> [Command] {
    try cursor.expect("BY")
    var owners = [QualifiedName(try cursor.label())]
    while cursor.accept(symbol: ASCII.comma) { owners.append(QualifiedName(try cursor.label())) }
    return [.drop(Drop(.owned, owners, cascade: behavior()))]
  }

  /// `TRUNCATE [TABLE] …`.
  mutating func truncate() throws(Unrecognized) -> [Command] {
    try cursor.expect("TRUNCATE")
    if cursor.dialect == .clickhouse, cursor.accept("DATABASE") || cursor.accept("ALL", "TABLES", "FROM") {
      _ = cursor.accept("IF", "EXISTS")
      return try tail(.truncate(Truncate([QualifiedName(schema: try cursor.name(), "*")])))
    }
    _ = cursor.accept("TABLE")
    _ = cursor.accept("IF", "EXISTS")
    var tables: [QualifiedName] = []
    repeat {
      if cursor.isWord("ONLY"), cursor.peek(1)?.kind != .symbol { cursor.index += 1 }
      tables.append(try cursor.qualifiedName())
      _ = cursor.accept(symbol: ASCII.star)
    } while cursor.accept(symbol: ASCII.comma)
    if cursor.acceptAny("RESTART", "CONTINUE") != nil { try cursor.expect("IDENTITY") }
    // ClickHouse's ON CLUSTER, SYNC and SETTINGS, SQL Server's WITH (PARTITIONS (…)).
    if cursor.dialect == .clickhouse || cursor.dialect == .mssql { try skipTail() }
    return [.truncate(Truncate(tables, cascade: behavior()))]
  }

  /// MySQL's `RENAME TABLE a TO b, c TO d`.
  mutating func renameTables() throws(Unrecognized) -> [Command] {
    cursor.index += 2
    var commands: [Command] = []
    repeat {
      _ = cursor.accept("IF", "EXISTS")
      let from = try cursor.qualifiedName()
      try cursor.expect("TO")
      commands.append(.renameTable(from: from, to: try cursor.qualifiedName()))
    } while cursor.accept(symbol: ASCII.comma)
    try skipCluster()
    return commands
  }

  /// ClickHouse's `EXCHANGE TABLES a AND b`.
  mutating func exchangeTables() throws(Unrecognized) -> [Command] {
    cursor.index += 2
    let left = try cursor.qualifiedName()
    try cursor.expect("AND")
    let right = try cursor.qualifiedName()
    try skipCluster()
    return [.exchangeTables(left, right)]
  }

  private mutating func skipCluster() throws(Unrecognized) {
    if cursor.dialect == .clickhouse, cursor.accept("ON", "CLUSTER") { try cursor.skip() }
  }
}

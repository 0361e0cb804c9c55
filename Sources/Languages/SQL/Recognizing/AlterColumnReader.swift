/// Reads `ALTER [COLUMN] c …`, MySQL's MODIFY and CHANGE, and actions without meaning here.
enum AlterColumnReader {
  /// What follows ALTER inside ALTER TABLE.
  static func altered(_ cursor: inout TokenCursor) throws(Unrecognized) -> [AlterAction] {
    let start = cursor.index - 1
    if cursor.isWord("CONSTRAINT", "INDEX", "CHECK"), cursor.peek(1) != nil, cursor.peek(1)?.kind != .symbol,
      !cursor.isWord("TYPE", "SET", "DROP", at: 1)
    {
      cursor.index = start
      return [try other(&cursor)]
    }
    if cursor.isWord("COLUMN"),
      cursor.dialect == .postgres || !cursor.isWord("TYPE", "SET", "DROP", at: 1)
        || cursor.isWord("TYPE", "SET", "DROP", at: 2)
    {
      cursor.index += 1
    }
    _ = cursor.accept("IF", "EXISTS")
    // An index's columns have numbers.
    let name: String
    if cursor.peek()?.kind == .number {
      name = cursor.text(cursor.index..<cursor.index + 1)
      cursor.index += 1
    } else {
      name = try cursor.name()
    }
    if cursor.accept("SET") { return [try set(name, &cursor, from: start)] }
    if cursor.accept("DROP") { return [try dropped(name, &cursor)] }
    if cursor.accept("TYPE") { return [try type(name, &cursor)] }
    if cursor.accept("ADD", "GENERATED") {
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { try cursor.skip() }
      return [.addIdentity(column: name)]
    }
    if cursor.dialect == .postgres, cursor.isWord("RESET"), cursor.isSymbol(ASCII.openParenthesis, at: 1) {
      cursor.index += 1
      try cursor.skip()
      return [.tuneColumn(name)]
    }
    if cursor.isWord("RESET", "RESTART") { return [try other(&cursor)] }
    guard cursor.dialect == .mssql else { throw cursor.failure }
    return [.redefineColumn(try ColumnReader.definition(named: name, &cursor))]
  }

  private static func type(_ name: String, _ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction {
    let type = try TypeReader.read(&cursor)
    if cursor.accept("COLLATE") { _ = try cursor.qualifiedName() }
    var using: ExpressionSummary?
    if cursor.accept("USING") {
      let start = cursor.index
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { try cursor.skip() }
      using = ExpressionReader.summary(cursor, start..<cursor.index)
    }
    _ = cursor.acceptAny("CASCADE", "RESTRICT")
    return .alterColumnType(column: name, type: type, using: using)
  }

  private static func set(
    _ name: String, _ cursor: inout TokenCursor, from start: Int
  ) throws(Unrecognized) -> AlterAction {
    if cursor.accept("DATA", "TYPE") { return try type(name, &cursor) }
    if cursor.accept("NOT", "NULL") { return .setNotNull(column: name) }
    if cursor.accept("DEFAULT") { return .setDefault(column: name, try ColumnOptions.value(&cursor)) }
    if cursor.dialect == .postgres, cursor.accept("STATISTICS") {
      _ = cursor.accept(symbol: ASCII.dash)
      try cursor.skip()
      return .tuneColumn(name)
    }
    if cursor.dialect == .postgres, cursor.isSymbol(ASCII.openParenthesis) {
      try cursor.skip()
      return .tuneColumn(name)
    }
    cursor.index = start
    return try other(&cursor)
  }

  private static func dropped(_ name: String, _ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction {
    if cursor.accept("NOT", "NULL") { return .dropNotNull(column: name) }
    if cursor.accept("DEFAULT") { return .dropDefault(column: name) }
    if cursor.accept("IDENTITY") {
      _ = cursor.accept("IF", "EXISTS")
      return .dropIdentity(column: name)
    }
    try cursor.expect("EXPRESSION")
    _ = cursor.accept("IF", "EXISTS")
    return .dropExpression(column: name)
  }

  /// MySQL's `MODIFY [COLUMN] c definition` and `CHANGE [COLUMN] old new definition`.
  static func redefined(_ cursor: inout TokenCursor, renames: Bool) throws(Unrecognized) -> [AlterAction] {
    if cursor.isWord("COLUMN"), cursor.peek(1)?.kind != .symbol { cursor.index += 1 }
    _ = cursor.accept("IF", "EXISTS")
    let old = renames ? try cursor.name() : nil
    let definition = try ColumnReader.definition(&cursor)
    let redefinition = AlterAction.redefineColumn(definition)
    guard let old, old != definition.name else { return [redefinition] }
    return [.renameColumn(from: old, to: definition.name), redefinition]
  }

  /// Words with which an action begins that is known to be of no interest.
  private static let otherHeads: Set<String> = [
    "ALTER", "SET", "RESET", "REPLICA", "OF", "NOT", "ALGORITHM", "LOCK", "CONVERT", "DEFAULT", "CHARACTER",
    "CHARSET", "COLLATE", "COMMENT", "ROW_FORMAT", "AUTO_INCREMENT", "ORDER", "FORCE", "ENABLE", "DISABLE",
    "KEY_BLOCK_SIZE", "STATS_PERSISTENT", "STATS_AUTO_RECALC", "STATS_SAMPLE_PAGES", "MAX_ROWS", "MIN_ROWS",
    "CHECKSUM", "COMPRESSION", "WITH", "WITHOUT", "DEPENDS", "NO", "PARTITION", "REORGANIZE", "COALESCE",
    "ANALYZE", "OPTIMIZE", "REBUILD", "REPAIR", "IMPORT", "OPTIONS", "RESTART",
    "FREEZE", "FETCH", "ADD", "REMOVE", "UPGRADE", "SPLIT", "MERGE", "SETTING",
  ]

  /// An action without further meaning: its words, to the next comma.
  static func other(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction {
    guard otherHeads.contains(cursor.word()) else { throw cursor.failure }
    let start = cursor.index
    while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) {
      if cursor.isSymbol(ASCII.semicolon) || cursor.isWord("CREATE", "GRANT", "REVOKE", "TRUNCATE") {
        throw cursor.failure
      }
      if cursor.index > start + 2, cursor.isWord("ALTER", "DROP"),
        cursor.isWord("TABLE", "DATABASE", "SCHEMA", at: 1)
      {
        throw cursor.failure
      }
      try cursor.skip()
    }
    return .other(cursor.words(start..<cursor.index))
  }
}

/// Recognises one statement; each group of heads has a file of its own.
struct StatementReader {
  var cursor: TokenCursor

  /// How many WITH queries this one stands in.
  let depth: Int

  init(_ cursor: TokenCursor, depth: Int = 0) {
    self.cursor = cursor
    self.depth = depth
  }

  /// Words that begin a statement and stand in no expression: after one of them the tail of a query holds a
  /// second statement, as SQL Server allows without a semicolon.
  private static let heads: Set<String> = ["DROP", "ALTER", "CREATE", "GRANT", "REVOKE", "EXEC", "EXECUTE"]

  /// The commands of the whole statement; empty when it has only template markers.
  mutating func commands() throws(Unrecognized) -> [Command] {
    skipTemplates()
    if cursor.isAtEnd { return [] }
    if isControl {
      // A condition reads, and what it guards is a statement of its own.
      cursor.index = cursor.limit
      return [.other("IF")]
    }
    if cursor.isSymbol(ASCII.openParenthesis) { return try query() }
    let commands = try headed()
    skipTemplates()
    try cursor.expectEnd()
    return commands
  }

  /// `IF`, `WHILE`, `ELSE`, `BEGIN [TRY]` or `END` of SQL Server.
  private var isControl: Bool {
    guard cursor.dialect == .mssql else { return false }
    return cursor.isWord("IF", "WHILE", "ELSE", "END")
      || (cursor.isWord("BEGIN") && (cursor.peek(1) == nil || cursor.isWord("TRY", "CATCH", at: 1)))
  }

  private mutating func headed() throws(Unrecognized) -> [Command] {
    if let commands = try definition() { return commands }
    if let commands = try manipulation() { return commands }
    if let commands = try administration() { return commands }
    if let commands = try session() { return commands }
    throw cursor.failure
  }

  private mutating func skipTemplates() {
    while cursor.peek()?.kind == .template { cursor.index += 1 }
  }

  private mutating func definition() throws(Unrecognized) -> [Command]? {
    switch cursor.word() {
    case "CREATE": try create()
    case "ALTER": try alter()
    case "DROP": try drop()
    case "RENAME" where cursor.isWord("TABLE", "TABLES", "DICTIONARY", at: 1): try renameTables()
    case "EXCHANGE" where cursor.dialect == .clickhouse && cursor.isWord("TABLES", "DICTIONARIES", at: 1):
      try exchangeTables()
    case "TRUNCATE": try truncate()
    case "COMMENT" where cursor.isWord("ON", at: 1): try comment()
    default: nil
    }
  }

  /// `COMMENT ON TABLE t` and `COMMENT ON COLUMN t.c` lock a table; other comments none.
  private mutating func comment() throws(Unrecognized) -> [Command] {
    try cursor.expect("COMMENT", "ON")
    var table: QualifiedName?
    if let word = cursor.acceptAny("TABLE", "COLUMN") {
      var parts = [try cursor.name()]
      while parts.count < 4, cursor.accept(symbol: ASCII.dot) { parts.append(try cursor.label()) }
      table = QualifiedName(parts: word == "COLUMN" ? parts.dropLast() : parts)
    }
    return try tail(.comment(on: table))
  }

  private mutating func manipulation() throws(Unrecognized) -> [Command]? {
    switch cursor.word() {
    case "SELECT", "VALUES", "TABLE", "WITH": try query()
    case "INSERT", "REPLACE": try insert()
    case "UPDATE": try update()
    case "DELETE": try delete()
    case "MERGE": try merge()
    case "COPY": try copy()
    default: nil
    }
  }

  private mutating func administration() throws(Unrecognized) -> [Command]? {
    switch cursor.word() {
    case "REINDEX": try reindex()
    case "CLUSTER": try cluster()
    case "VACUUM": try vacuum()
    case "OPTIMIZE": try optimize()
    case "REFRESH": try refresh()
    case "LOCK": try lock()
    case "GRANT", "REVOKE": try privileges(isDefault: false)
    case "DO": try doBlock()
    case "CALL", "EXEC": try call()
    case "EXECUTE" where cursor.dialect == .mssql: try call()
    case "EXECUTE", "PREPARE": try prepared()
    case "DETACH" where cursor.dialect == .clickhouse: try detach()
    case "SYSTEM"
    where cursor.dialect == .clickhouse && cursor.isWord("RELOAD", "FLUSH", "SYNC", "START", "WAIT", at: 1):
      try otherHead()
    case "UNDROP" where cursor.dialect == .clickhouse: try otherHead()
    case "ENABLE" where cursor.dialect == .mssql, "DISABLE" where cursor.dialect == .mssql: try switchTrigger()
    case "DBCC" where cursor.dialect == .mssql: try databaseConsole()
    case "RAISERROR" where cursor.dialect == .mssql, "THROW" where cursor.dialect == .mssql,
      "RETURN" where cursor.dialect == .mssql, "WAITFOR" where cursor.dialect == .mssql:
      try otherHead()
    case "ANALYZE", "ANALYSE", "EXPLAIN", "CHECKPOINT", "DISCARD", "NOTIFY", "LISTEN", "UNLISTEN", "LOAD",
      "SHOW",
      "DESCRIBE", "FETCH", "MOVE", "CLOSE", "DECLARE", "DEALLOCATE", "FLUSH", "KILL", "PRINT", "UNLOCK",
      "SECURITY",
      "REASSIGN", "IMPORT", "DETACH", "ATTACH":
      try otherHead()
    default: nil
    }
  }

  private mutating func session() throws(Unrecognized) -> [Command]? {
    switch cursor.word() {
    case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE": try transaction()
    case "SET", "RESET": try set()
    case "USE":
      try setDatabase()
    case "PRAGMA": try pragma()
    default: nil
    }
  }

  /// Statements without effect on schema or rows. EXPLAIN is read no further unless it runs what it explains.
  private mutating func otherHead() throws(Unrecognized) -> [Command] {
    let start = cursor.index
    if cursor.accept("EXPLAIN") {
      let options = cursor.groupEnd
      let runs =
        cursor.isWord("ANALYZE", "ANALYSE")
        || (options.map { end in (0..<end - cursor.index).contains { cursor.isWord("ANALYZE", at: $0) } }
          ?? false)
      if let options { cursor.index = options }
      while cursor.acceptAny("ANALYZE", "ANALYSE", "VERBOSE", "EXTENDED", "QUERY", "PLAN") != nil {}
      var explained = StatementReader(cursor, depth: depth + 1)
      guard explained.depth < Limits.queryDepth else { throw cursor.failure }
      let commands = try explained.commands()
      cursor.index = cursor.limit
      return runs ? commands : [.other("EXPLAIN")]
    }
    let word = cursor.word()
    cursor.index += 1
    try skipTail()
    // The one-word heads are enough; `ATTACH DATABASE 'x'` and `DETACH` are SQLite's.
    return [.other(start < cursor.index ? word : "")]
  }

  /// Takes the rest of the statement, whatever it holds, as long as no second statement can hide in it.
  mutating func skipTail() throws(Unrecognized) {
    while !cursor.isAtEnd {
      if cursor.isSymbol(ASCII.semicolon) { throw cursor.failure }
      let word = cursor.word()
      if Self.heads.contains(word), !isNamePart(),
        !(word == "EXECUTE" && cursor.isWord("FUNCTION", "PROCEDURE", at: 1))
      {
        throw cursor.failure
      }
      if word == "TRUNCATE", cursor.isWord("TABLE", at: 1) { throw cursor.failure }
      try cursor.skip()
    }
  }

  /// The word ahead is part of a dotted name, or an alias behind AS.
  private func isNamePart() -> Bool {
    cursor.isSymbol(ASCII.dot, at: -1) || cursor.isSymbol(ASCII.dot, at: 1) || cursor.isWord("AS", at: -1)
  }

  /// The command, whose remaining tokens say nothing that is needed.
  mutating func tail(_ command: Command) throws(Unrecognized) -> [Command] {
    try skipTail()
    return [command]
  }

  /// Takes CASCADE or RESTRICT; true for CASCADE.
  mutating func behavior() -> Bool {
    cursor.acceptAny("CASCADE", "RESTRICT") == "CASCADE"
  }
}

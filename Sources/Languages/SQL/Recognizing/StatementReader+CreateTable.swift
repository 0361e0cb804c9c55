extension StatementReader {
  /// `CREATE TABLE …`.
  mutating func createTable(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    try cursor.expect("TABLE")
    let ifNotExists = cursor.accept("IF", "NOT", "EXISTS")
    let name = try cursor.qualifiedName()
    var parts = TableParts()
    var parent: QualifiedName?
    var bound: PartitionBound?
    var isTypedTable = false
    if cursor.accept("PARTITION", "OF") {
      parent = try cursor.qualifiedName()
    } else if cursor.accept("OF") {
      _ = try cursor.qualifiedName()
      isTypedTable = true
    }
    if cursor.isSymbol(ASCII.openParenthesis), !isQueryInParentheses {
      try readElements(into: &parts, isTyped: parent != nil)
    } else if parent == nil, !isTypedTable, !isQueryInParentheses,
      !cursor.isWord("AS", "SELECT", "LIKE", "ON", "USING", "ENGINE", "WITH", "CLONE")
    {
      throw cursor.failure
    }
    if parent != nil { bound = try PartitionBoundReader.read(&cursor) }
    let options = try readTableOptions()
    // The names in front of PostgreSQL's AS are those of the query's columns, without types.
    if options.isFromQuery, cursor.dialect == .postgres { parts.columns = [] }
    let isPlain = cursor.dialect == .postgres && parent == nil && !isTypedTable
    guard !isPlain || parts.columns.allSatisfy({ $0.type != nil }) else { throw cursor.failure }
    return [
      .createTable(
        CreateTable(
          name, columns: parts.columns, constraints: parts.constraints,
          isTemporary: isTemporary(modifiers) || name.name.hasPrefix("#"),
          isUnlogged: modifiers.contains("UNLOGGED"), ifNotExists: ifNotExists, partitionOf: parent,
          bound: bound, partitionKey: options.partitionKey, inherits: options.inherits,
          isFromQuery: options.isFromQuery, indexes: parts.indexes, engine: options.engine,
          characterSet: options.characterSet))
    ]
  }

  private struct TableParts {
    var columns: [ColumnDefinition] = []
    var constraints: [Constraint] = []
    var indexes: [TableIndex] = []
  }

  /// MySQL's `CREATE TABLE t (SELECT …)` and `CREATE TABLE t (LIKE u)` are no column lists.
  private var isQueryInParentheses: Bool { cursor.isWord("SELECT", "WITH", at: 1) }

  private mutating func readElements(into parts: inout TableParts, isTyped: Bool) throws(Unrecognized) {
    guard let end = cursor.groupEnd else { throw cursor.failure }
    let outerLimit = cursor.limit
    cursor.index += 1
    cursor.limit = end - 1
    while !cursor.isAtEnd {
      try readElement(into: &parts, isTyped: isTyped)
      if !cursor.isAtEnd { try cursor.expect(symbol: ASCII.comma) }
    }
    cursor.limit = outerLimit
    cursor.index = end
  }

  private mutating func readElement(into parts: inout TableParts, isTyped: Bool) throws(Unrecognized) {
    if cursor.accept("LIKE") {
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { try cursor.skip() }
    } else if ConstraintReader.isNext(cursor) {
      parts.constraints.append(try ConstraintReader.read(&cursor))
    } else if cursor.dialect != .postgres, let index = try tableIndex() {
      parts.indexes.append(index)
    } else if isTyped, cursor.isWord("WITH", at: 1) {
      let name = try cursor.name()
      try cursor.expect("WITH", "OPTIONS")
      parts.columns.append(try ColumnReader.definition(named: name, &cursor))
    } else {
      parts.columns.append(try ColumnReader.definition(&cursor))
    }
  }

  /// MySQL's `KEY name (…)`, `FULLTEXT INDEX name (…)`, ClickHouse's `INDEX name expr TYPE …`.
  mutating func tableIndex() throws(Unrecognized) -> TableIndex? {
    let isSpecial = cursor.isWord("FULLTEXT", "SPATIAL")
    let isIndex = cursor.isWord("KEY", "INDEX", "PROJECTION", at: 0)
    guard isSpecial || (isIndex && !ColumnReader.optionWords.contains(cursor.word(1)) && isIndexBody) else {
      return nil
    }
    var method: String?
    if isSpecial { method = cursor.acceptAny("FULLTEXT", "SPATIAL")?.lowercased() }
    _ = cursor.acceptAny("KEY", "INDEX", "PROJECTION")
    _ = cursor.accept("IF", "NOT", "EXISTS")
    let name = cursor.isSymbol(ASCII.openParenthesis) || cursor.isWord("USING") ? nil : try cursor.name()
    if cursor.accept("USING") { _ = try cursor.name() }
    let columns = cursor.groupEnd == nil ? [] : try cursor.columnList()
    while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma), !(cursor.dialect == .clickhouse && cursor.isWord("SETTINGS"))
    {
      try cursor.skip()
    }
    return TableIndex(name, columns: columns, method: method)
  }

  /// A column may be called `key`; an index has its columns, or a name and then its columns.
  private var isIndexBody: Bool {
    cursor.dialect == .clickhouse || cursor.isSymbol(ASCII.openParenthesis, at: 1)
      || (cursor.isSymbol(ASCII.openParenthesis, at: 2) && !isTypeWithLength)
      || cursor.isWord("USING", at: 1) || cursor.isWord("USING", at: 2)
  }

  /// `key varchar(10)`: the parenthesis holds a number and no column.
  private var isTypeWithLength: Bool { cursor.peek(3)?.kind == .number && cursor.peek(1)?.kind == .word }

  private struct TableOptions {
    var isFromQuery = false
    var engine: String?
    var characterSet: String?
    var partitionKey: [String?]?
    var inherits: [QualifiedName] = []
  }

  /// Reads `(a, b)` of INHERITS.
  private mutating func parents() throws(Unrecognized) -> [QualifiedName] {
    try cursor.expect(symbol: ASCII.openParenthesis)
    let names = try cursor.qualifiedNames()
    try cursor.expect(symbol: ASCII.closeParenthesis)
    return names
  }

  /// Reads what follows the elements; a query behind AS is only noted.
  private mutating func readTableOptions() throws(Unrecognized) -> TableOptions {
    var options = TableOptions()
    while !cursor.isAtEnd {
      if cursor.accept("ON", "COMMIT") {
        guard cursor.accept("DROP") || cursor.accept("DELETE", "ROWS") || cursor.accept("PRESERVE", "ROWS")
        else {
          throw cursor.failure
        }
        continue
      }
      if cursor.isSymbol(ASCII.semicolon)
        || cursor.isWord("DROP", "ALTER", "CREATE", "GRANT", "REVOKE", "EXEC")
      {
        throw cursor.failure
      }
      if cursor.isWord("SELECT") || (cursor.isSymbol(ASCII.openParenthesis) && isQueryInParentheses) {
        options.isFromQuery = true
        try skipTail()
      } else if cursor.dialect == .postgres, cursor.accept("INHERITS") {
        options.inherits = try parents()
      } else if cursor.dialect == .postgres, cursor.accept("PARTITION", "BY") {
        try cursor.skip()
        options.partitionKey = try cursor.columnList()
      } else if cursor.accept("AS") {
        options.isFromQuery = true
        try skipTail()
      } else if cursor.accept("ENGINE") {
        _ = cursor.accept(symbol: ASCII.equals)
        options.engine = try cursor.name()
      } else if cursor.dialect == .mysql, cursor.accept("CHARSET") || cursor.accept("CHARACTER", "SET") {
        _ = cursor.accept(symbol: ASCII.equals)
        options.characterSet = cursor.text(cursor.index..<cursor.index + 1).lowercased()
        try cursor.skip()
      } else {
        try cursor.skip()
      }
    }
    return options
  }

  /// `CREATE INDEX …`.
  mutating func createIndex(_ modifiers: Set<String>) throws(Unrecognized) -> [Command] {
    try cursor.expect("INDEX")
    let concurrently = cursor.accept("CONCURRENTLY")
    let ifNotExists = cursor.accept("IF", "NOT", "EXISTS")
    var method = modifiers.contains("FULLTEXT") ? "fulltext" : modifiers.contains("SPATIAL") ? "spatial" : nil
    var name: String?
    if !cursor.isWord("ON") || cursor.isWord("ON", at: 1) {
      // SQLite puts the schema before the index.
      name = try cursor.qualifiedName().name
    }
    if cursor.accept("USING") { method = try cursor.name() }
    try cursor.expect("ON")
    let only =
      cursor.isWord("ONLY") && !cursor.isSymbol(ASCII.openParenthesis, at: 1) && cursor.accept("ONLY")
    let table = try cursor.qualifiedName()
    if cursor.accept("USING") { method = try cursor.name() }
    let list = cursor.index
    let columns = try cursor.columnList()
    let isOnline = cursor.isOnline(cursor.index..<cursor.limit)
    var expressions = columns.contains(nil) ? ExpressionReader.columns(cursor, list..<cursor.index) : []
    var isPartial = false
    while !cursor.isAtEnd {
      if cursor.isWord("WHERE") {
        isPartial = true
        expressions.formUnion(ExpressionReader.columns(cursor, cursor.index..<cursor.limit))
      }
      if cursor.isSymbol(ASCII.semicolon) || cursor.isWord("DROP", "ALTER", "CREATE") { throw cursor.failure }
      try cursor.skip()
    }
    return [
      .createIndex(
        CreateIndex(
          name, on: table, columns: columns, isUnique: modifiers.contains("UNIQUE"),
          concurrently: concurrently || isOnline, ifNotExists: ifNotExists, only: only,
          method: method == "btree" ? nil : method, isPartial: isPartial,
          expressionColumns: expressions.sorted()))
    ]
  }
}

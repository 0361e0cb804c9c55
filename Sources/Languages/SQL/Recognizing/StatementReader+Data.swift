extension StatementReader {
  /// SELECT, VALUES, TABLE, WITH, or a query in parentheses.
  mutating func query() throws(Unrecognized) -> [Command] {
    var commands: [Command] = []
    let withStart = cursor
    if cursor.isWord("WITH") { commands = try withQueries() }
    var withPart = withStart
    withPart.limit = cursor.index
    switch cursor.word() {
    case "INSERT", "REPLACE": return commands + (try insert())
    case "UPDATE": return commands + (try update())
    case "DELETE": return commands + (try delete())
    case "MERGE": return commands + (try merge())
    default: break
    }
    guard cursor.isWord("SELECT", "VALUES", "TABLE", "WITH", "FROM") || cursor.isSymbol(ASCII.openParenthesis)
    else {
      throw cursor.failure
    }
    let calls = ExpressionReader.calls(withPart) + ExpressionReader.calls(cursor)
    let into = try selectTail()
    if let into {
      commands.append(.createTable(CreateTable(into.table, isTemporary: into.isTemporary, isFromQuery: true)))
    }
    return commands + [.select(Select(calls: calls))]
  }

  /// Reads to the end of the query; the table of `SELECT … INTO`, when there is one.
  private mutating func selectTail() throws(Unrecognized) -> (table: QualifiedName, isTemporary: Bool)? {
    var into: (table: QualifiedName, isTemporary: Bool)?
    let start = cursor
    while !cursor.isAtEnd {
      if into == nil, cursor.isWord("INTO"), !cursor.isSymbol(ASCII.at, at: 1),
        !cursor.isWord("OUTFILE", "DUMPFILE", at: 1)
      {
        cursor.index += 1
        var isTemporary = false
        while let word = cursor.acceptAny("TEMP", "TEMPORARY", "LOCAL", "UNLOGGED", "TABLE") {
          if word.hasPrefix("TEMP") { isTemporary = true }
        }
        let table = try cursor.qualifiedName()
        into = (table, isTemporary || table.name.hasPrefix("#"))
      } else {
        try cursor.skip()
      }
    }
    cursor = start
    try skipTail()
    return into
  }

  /// Reads `WITH a AS (…), b AS (…)`; the commands of the parts that change rows.
  private mutating func withQueries() throws(Unrecognized) -> [Command] {
    try cursor.expect("WITH")
    _ = cursor.accept("RECURSIVE")
    var commands: [Command] = []
    repeat {
      _ = try cursor.name()
      if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
      try cursor.expect("AS")
      _ = cursor.accept("NOT")
      _ = cursor.accept("MATERIALIZED")
      guard let end = cursor.groupEnd, depth < Limits.queryDepth else { throw cursor.failure }
      var inner = StatementReader(cursor, depth: depth + 1)
      inner.cursor.index += 1
      inner.cursor.limit = end - 1
      commands += try inner.commands().filter { if case .select = $0 { false } else { true } }
      cursor.index = end
      // SEARCH and CYCLE clauses stand before the next query's name.
      while cursor.isWord("SEARCH", "CYCLE") {
        while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma),
          !cursor.isWord("SELECT", "INSERT", "UPDATE", "DELETE")
        {
          try cursor.skip()
        }
      }
    } while cursor.accept(symbol: ASCII.comma)
    return commands
  }

  /// INSERT and MySQL's REPLACE.
  mutating func insert() throws(Unrecognized) -> [Command] {
    cursor.index += 1
    while cursor.acceptAny("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "OVERWRITE") != nil {}
    if cursor.accept("OR") { try cursor.skip() }
    guard cursor.accept("INTO") || cursor.dialect != .postgres else { throw cursor.failure }
    if cursor.dialect == .clickhouse, cursor.isWord("TABLE"), !cursor.isSymbol(ASCII.openParenthesis, at: 1) {
      cursor.index += 1
    }
    let table = try cursor.qualifiedName()
    let part = cursor
    try skipTail()
    // A query behind INSERT may be a WITH that deletes.
    var commands: [Command] = []
    var search = part
    while !search.isAtEnd, !search.isWord("WITH") { search.index = search.groupEnd ?? (search.index + 1) }
    if search.isWord("WITH") {
      var reader = StatementReader(search, depth: depth)
      commands = try reader.withQueries()
    }
    return commands + [.insert(table, from: Self.sourcesReadWhole(part))]
  }

  /// The tables behind the FROM of an INSERT's query, where neither LIMIT nor a comparison with a literal keeps rows out.
  private static func sourcesReadWhole(_ part: TokenCursor) -> [QualifiedName] {
    var cursor = part
    var from: TokenCursor?
    while !cursor.isAtEnd {
      if from == nil, cursor.isSymbol(ASCII.openParenthesis), cursor.isWord("SELECT", at: 1) { cursor.index += 1 }
      if cursor.isWord("SELECT"), from == nil {
        while !cursor.isAtEnd, !cursor.isWord("FROM") { cursor.index = cursor.groupEnd ?? (cursor.index + 1) }
        from = cursor
      }
      if cursor.isWord("LIMIT", "FETCH", "TOP") { return [] }
      if cursor.accept("WHERE") {
        let start = cursor.index
        while !cursor.isAtEnd, !cursor.isWord("GROUP", "ORDER", "UNION", "ON") {
          cursor.index = cursor.groupEnd ?? (cursor.index + 1)
        }
        if !ExpressionReader.summary(cursor, start..<min(cursor.index, cursor.limit)).comparisons.isEmpty { return [] }
      } else if !cursor.isAtEnd {
        cursor.index = cursor.groupEnd ?? (cursor.index + 1)
      }
    }
    guard var from, from.accept("FROM") else { return [] }
    var sources: [QualifiedName] = []
    repeat {
      _ = from.accept("ONLY")
      if let name = try? from.qualifiedName(), !from.isSymbol(ASCII.openParenthesis) { sources.append(name) }
      while !from.isAtEnd, !from.isSymbol(ASCII.comma), !from.isWord("JOIN", "WHERE", "GROUP", "ORDER", "UNION") {
        from.index = from.groupEnd ?? (from.index + 1)
      }
    } while from.accept(symbol: ASCII.comma) || from.accept("JOIN")
    return sources.uniqued().sorted()
  }

  mutating func update() throws(Unrecognized) -> [Command] {
    try cursor.expect("UPDATE")
    while cursor.acceptAny("LOW_PRIORITY", "IGNORE") != nil {}
    if cursor.accept("OR") { try cursor.skip() }
    if cursor.isWord("ONLY"), !cursor.isWord("SET", at: 1) { cursor.index += 1 }
    if cursor.isWord("STATISTICS"), cursor.dialect == .mssql { return try tail(.other("UPDATE STATISTICS")) }
    let table = try cursor.qualifiedName()
    var hasSet = false
    // MySQL's UPDATE of several tables.
    var hasOthers = false
    let scan = cursor
    while !cursor.isAtEnd, !hasSet {
      hasSet = cursor.isWord("SET")
      if cursor.isSymbol(ASCII.comma) || cursor.isWord("JOIN") { hasOthers = true }
      if cursor.isWord("WHERE") { break }
      try cursor.skip()
    }
    guard hasSet else { throw cursor.failure }
    let assigned = Self.assigned(cursor)
    let bounds = try bounds(hasOthers: hasOthers)
    cursor = scan
    return try tail(.update(bounds.change(of: table, assigned: assigned)))
  }

  /// The columns of a SET list, with those that their values are made of.
  private static func assigned(_ list: TokenCursor) -> [String: Set<String>] {
    var cursor = list
    var assigned: [String: Set<String>] = [:]
    while !cursor.isAtEnd, let name = try? cursor.qualifiedName(), cursor.accept(symbol: ASCII.equals) {
      let start = cursor.index
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma), !cursor.isWord("FROM", "WHERE", "RETURNING") {
        cursor.index = cursor.groupEnd ?? (cursor.index + 1)
      }
      assigned[name.name] = ExpressionReader.summary(cursor, start..<min(cursor.index, cursor.limit)).columns
      guard cursor.accept(symbol: ASCII.comma) else { break }
    }
    return assigned
  }

  mutating func delete() throws(Unrecognized) -> [Command] {
    try cursor.expect("DELETE")
    while cursor.acceptAny("LOW_PRIORITY", "QUICK", "IGNORE") != nil {}
    if !cursor.accept("FROM"), cursor.dialect == .postgres { throw cursor.failure }
    if cursor.isWord("ONLY"), cursor.peek(1)?.kind != .symbol, !cursor.isWord("WHERE", "USING", at: 1) {
      cursor.index += 1
    }
    let table = try cursor.qualifiedName()
    let scan = cursor
    let bounds = try bounds()
    cursor = scan
    return try tail(.delete(bounds.change(of: table)))
  }

  /// ClickHouse's `ALTER TABLE t DELETE WHERE …` and `UPDATE a = 1 [IN PARTITION p] WHERE …`, which write the data parts
  /// anew in the background.
  mutating func mutation(of table: QualifiedName) throws(Unrecognized) -> [Command] {
    let word = cursor.word()
    cursor.index += 1
    let scan = cursor
    var bounds = try bounds()
    let isPartial = (scan.index..<scan.limit).contains {
      scan.isWord("IN", at: $0 - scan.index) && scan.isWord("PARTITION", at: $0 + 1 - scan.index)
    }
    if isPartial { bounds.hasWhere = true }
    cursor = scan
    let change = bounds.change(of: table)
    return try tail(.alterTable(AlterTable(table, actions: [.mutate(word)])))
      + [word == "DELETE" ? .delete(change) : .update(change)]
  }

  /// What keeps rows out of a change.
  private struct Bounds {
    var hasWhere = false
    var hasLimit = false
    var whereNotNull: [String] = []
    var whereNull: [String] = []
    var onlyJoins = false
    var whereColumns: Set<String> = []

    func change(of table: QualifiedName, assigned: [String: Set<String>] = [:]) -> RowChange {
      RowChange(
        table, hasWhere: hasWhere, hasLimit: hasLimit, whereNotNull: whereNotNull, whereNull: whereNull,
        onlyJoins: onlyJoins, whereColumns: whereColumns, assigned: assigned)
    }
  }

  /// Looks for WHERE and LIMIT outside parentheses, and whether the condition bounds anything.
  private mutating func bounds(hasOthers: Bool = false) throws(Unrecognized) -> Bounds {
    var bounds = Bounds()
    var condition: Int?
    var conditionEnd: Int?
    var hasOthers = hasOthers
    while !cursor.isAtEnd {
      if cursor.isWord("WHERE"), condition == nil { condition = cursor.index + 1 }
      if cursor.isWord("FROM", "USING"), condition == nil { hasOthers = true }
      if cursor.isWord("RETURNING", "LIMIT", "ORDER", "OPTION"), conditionEnd == nil {
        conditionEnd = cursor.index
      }
      if cursor.isWord("LIMIT") { bounds.hasLimit = true }
      try cursor.skip()
    }
    guard let condition else { return bounds }
    var part = cursor
    (part.index, part.limit) = (condition, max(condition, conditionEnd ?? cursor.limit))
    guard !part.isAtEnd else { throw part.failure }
    bounds.hasWhere = !Tautology.isAlwaysTrue(part)
    bounds.whereNotNull = Tautology.columnsAskedForNull(part, isNot: true)
    bounds.whereNull = Tautology.columnsAskedForNull(part, isNot: false)
    bounds.onlyJoins = hasOthers && Tautology.onlyJoins(part)
    bounds.whereColumns = ExpressionReader.summary(part, part.index..<part.limit).columns
    return bounds
  }

  mutating func merge() throws(Unrecognized) -> [Command] {
    try cursor.expect("MERGE")
    _ = cursor.accept("INTO")
    _ = cursor.accept("ONLY")
    let table = try cursor.qualifiedName()
    let reach = mergeReach()
    return try tail(.merge(Merge(table, deletesAll: reach.deletesAll, updatesAll: reach.updatesAll)))
  }

  /// Whether some `WHEN … THEN DELETE` or `UPDATE` has no condition of its own, and either speaks of rows without a
  /// match or the condition of the match is always true.
  private func mergeReach() -> (deletesAll: Bool, updatesAll: Bool) {
    var cursor = cursor
    var isMatchBounded = true
    var (deletesAll, updatesAll) = (false, false)
    while !cursor.isAtEnd {
      if cursor.accept("ON") {
        var condition = cursor
        while !cursor.isAtEnd, !cursor.isWord("WHEN") { cursor.index = cursor.groupEnd ?? (cursor.index + 1) }
        condition.limit = cursor.index
        isMatchBounded = !Tautology.isAlwaysTrue(condition)
      } else if cursor.accept("WHEN") {
        let isUnmatched = cursor.isWord("NOT")
        var hasCondition = false
        while !cursor.isAtEnd, !cursor.isWord("THEN") {
          if cursor.isWord("AND") { hasCondition = true }
          cursor.index = cursor.groupEnd ?? (cursor.index + 1)
        }
        cursor.index += 1
        if cursor.isWord("DELETE"), !hasCondition, isUnmatched || !isMatchBounded { deletesAll = true }
        if cursor.isWord("UPDATE"), !hasCondition, !isUnmatched, !isMatchBounded { updatesAll = true }
      } else {
        cursor.index += 1
      }
    }
    return (deletesAll, updatesAll)
  }

  mutating func copy() throws(Unrecognized) -> [Command] {
    try cursor.expect("COPY")
    _ = cursor.accept("BINARY")
    var table: QualifiedName?
    if cursor.isSymbol(ASCII.openParenthesis) {
      try cursor.skip()
    } else {
      table = try cursor.qualifiedName()
      if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
    }
    guard let word = cursor.acceptAny("FROM", "TO") else { throw cursor.failure }
    let endpoint: Copy.Endpoint
    if cursor.accept("PROGRAM") {
      endpoint = .program(try cursor.stringLiteral())
    } else if cursor.acceptAny("STDIN", "STDOUT") != nil {
      endpoint = .client
    } else {
      endpoint = .file(try cursor.stringLiteral())
    }
    return try tail(.copy(Copy(table, isFrom: word == "FROM", endpoint)))
  }
}

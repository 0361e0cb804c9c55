/// Reads the actions of ALTER TABLE and of its kin.
enum AlterActionReader {
  /// Reads actions between commas up to the end of the statement.
  static func actions(_ cursor: inout TokenCursor, kind: ObjectKind) throws(Unrecognized) -> [AlterAction] {
    var actions: [AlterAction] = []
    var lastAddsColumn = false
    repeat {
      // SQL Server writes ADD once for several columns.
      if lastAddsColumn, cursor.dialect == .mssql, !isActionWord(cursor.word()) {
        actions += try added(&cursor)
        continue
      }
      lastAddsColumn = cursor.isWord("ADD")
      actions += try action(&cursor, kind: kind)
    } while cursor.accept(symbol: ASCII.comma)
    if cursor.dialect == .clickhouse, cursor.isWord("SETTINGS") {
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.semicolon) { try cursor.skip() }
    }
    return actions
  }

  private static func isActionWord(_ word: String) -> Bool {
    ["ADD", "DROP", "ALTER", "WITH", "CHECK", "NOCHECK", "ENABLE", "DISABLE", "SET", "SWITCH", "REBUILD"]
      .contains(word)
  }

  private static func action(_ cursor: inout TokenCursor, kind: ObjectKind) throws(Unrecognized)
    -> [AlterAction]
  {
    let start = cursor.index
    if cursor.dialect == .clickhouse, let actions = try ClickHouseActionReader.read(&cursor) { return actions }
    if cursor.accept("ADD") { return try added(&cursor) }
    if cursor.accept("DROP") { return try dropped(&cursor) }
    if cursor.accept("ALTER") { return try AlterColumnReader.altered(&cursor) }
    if cursor.accept("MODIFY") || cursor.accept("CHANGE") {
      return try AlterColumnReader.redefined(&cursor, renames: cursor.word(-1) == "CHANGE")
    }
    if cursor.accept("RENAME") { return [try renamed(&cursor, kind: kind)] }
    if cursor.accept("SET") { return [try set(&cursor)] }
    if cursor.isWord("RESET") {
      cursor.index += 1
      if let options = optionNames(cursor) {
        try cursor.skip()
        return [.setOptions(options)]
      }
      cursor.index -= 1
    }
    if cursor.isWord("ENABLE", "DISABLE", "FORCE", "NO"), let action = try switched(&cursor) {
      return [action]
    }
    if let action = try partition(&cursor) { return [action] }
    if cursor.accept("VALIDATE", "CONSTRAINT") { return [.validateConstraint(try cursor.name())] }
    if cursor.accept("OWNER", "TO") { return [.ownerTo(try cursor.label())] }
    if cursor.accept("CLUSTER", "ON") { return [.clusterOn(try cursor.name())] }
    if cursor.accept("INHERIT") { return [.inherit(try cursor.qualifiedName())] }
    if cursor.accept("NO", "INHERIT") { return [.noInherit(try cursor.qualifiedName())] }
    if cursor.isWord("EXCHANGE", "SWITCH"), cursor.dialect == .mysql || cursor.dialect == .mssql {
      while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) { try cursor.skip() }
      return [.moveRows(cursor.text(start..<cursor.index))]
    }
    if cursor.accept("ENGINE") {
      _ = cursor.accept(symbol: ASCII.equals)
      return [.setEngine(try cursor.name())]
    }
    if cursor.dialect == .mssql, let action = try checked(&cursor) { return [action] }
    cursor.index = start
    return [try AlterColumnReader.other(&cursor)]
  }

  // MARK: ADD, DROP, RENAME

  private static func added(_ cursor: inout TokenCursor) throws(Unrecognized) -> [AlterAction] {
    if cursor.dialect == .mssql, let value = try addedDefault(&cursor) { return [value] }
    if ConstraintReader.isNext(cursor) { return [.addConstraint(try ConstraintReader.read(&cursor))] }
    if cursor.isWord("NOT"), cursor.isWord("NULL", at: 1) {
      return [.addConstraint(try ConstraintReader.read(&cursor))]
    }
    if cursor.isWord("PARTITION"), cursor.dialect != .postgres {
      return [try AlterColumnReader.other(&cursor)]
    }
    if cursor.isWord("INDEX", "KEY", "FULLTEXT", "SPATIAL"), let index = try addedIndex(&cursor) {
      return [index]
    }
    let isColumn = cursor.accept("COLUMN")
    let ifNotExists = cursor.accept("IF", "NOT", "EXISTS")
    if let end = cursor.groupEnd, !cursor.isSymbol(ASCII.openParenthesis, at: 1) {
      return try addedGroup(&cursor, end: end)
    }
    if !isColumn, cursor.isWord("VALUE", "ATTRIBUTE", "GENERATED") { throw cursor.failure }
    let start = cursor
    let column = try ColumnReader.definition(&cursor)
    guard column.type != nil || cursor.dialect != .postgres else { throw start.failure }
    return [.addColumn(column, ifNotExists: ifNotExists)]
  }

  /// SQL Server's `ADD CONSTRAINT x DEFAULT (value) FOR c`.
  private static func addedDefault(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction? {
    let start = cursor.index
    if cursor.accept("CONSTRAINT") { _ = try cursor.name() }
    guard cursor.accept("DEFAULT") else {
      cursor.index = start
      return nil
    }
    let value = ExpressionReader.summary(cursor, cursor.index..<cursor.index + 1)
    let group = cursor.groupEnd.map { ExpressionReader.summary(cursor, cursor.index..<$0) }
    while !cursor.isAtEnd, !cursor.isWord("FOR") { try cursor.skip() }
    try cursor.expect("FOR")
    let column = try cursor.name()
    _ = cursor.accept("WITH", "VALUES")
    return .setDefault(column: column, group ?? value)
  }

  private static func addedIndex(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction? {
    guard cursor.dialect != .postgres else { return nil }
    var reader = StatementReader(cursor)
    guard let index = try reader.tableIndex() else { return nil }
    cursor.index = reader.cursor.index
    return .addIndex(index)
  }

  /// MySQL's `ADD (a int, b int, KEY (a))`.
  private static func addedGroup(_ cursor: inout TokenCursor, end: Int) throws(Unrecognized) -> [AlterAction] {
    var inner = cursor
    inner.limit = end - 1
    inner.index += 1
    var actions: [AlterAction] = []
    // A group may not begin with a group, so this goes one level deep.
    repeat {
      guard !inner.isSymbol(ASCII.openParenthesis) else { throw inner.failure }
      actions += try added(&inner)
    } while inner.accept(symbol: ASCII.comma)
    try inner.expectEnd()
    cursor.index = end
    return actions
  }

  private static func dropped(_ cursor: inout TokenCursor) throws(Unrecognized) -> [AlterAction] {
    if cursor.accept("PRIMARY", "KEY") {
      return [.dropConstraint("PRIMARY", ifExists: false, cascade: false)]
    }
    if cursor.accept("PARTITION") {
      let start = cursor.index
      while !cursor.isAtEnd, !(cursor.isSymbol(ASCII.comma) && cursor.dialect == .postgres) {
        try cursor.skip()
      }
      return [.dropPartition(cursor.text(start..<cursor.index))]
    }
    let isIndex = cursor.isWord("INDEX", "KEY") && isName(cursor, at: 1) && cursor.dialect != .postgres
    if isIndex {
      cursor.index += 1
      _ = cursor.accept("IF", "EXISTS")
      return [.dropIndex(try cursor.name())]
    }
    let isConstraint =
      cursor.accept("CONSTRAINT") || cursor.accept("FOREIGN", "KEY")
      || (cursor.isWord("CHECK") && isName(cursor, at: 1) && cursor.accept("CHECK"))
    let isNoise = cursor.dialect == .postgres || isName(cursor, at: 1)
    let isColumn = !isConstraint && isNoise && cursor.accept("COLUMN")
    let ifExists = cursor.accept("IF", "EXISTS")
    var names = [try cursor.name()]
    // SQL Server names several columns after one DROP COLUMN.
    while cursor.dialect == .mssql, isColumn || isConstraint, cursor.isSymbol(ASCII.comma),
      !isActionWord(cursor.word(1))
    {
      cursor.index += 1
      names.append(try cursor.name())
    }
    let isCascade = cursor.acceptAny("CASCADE", "RESTRICT") == "CASCADE"
    return names.map {
      isConstraint
        ? .dropConstraint($0, ifExists: ifExists, cascade: isCascade)
        : .dropColumn($0, ifExists: ifExists, cascade: isCascade)
    }
  }

  private static func isName(_ cursor: TokenCursor, at offset: Int) -> Bool {
    guard let token = cursor.peek(offset) else { return false }
    return token.kind != .symbol && token.kind != .number && !cursor.isWord("CASCADE", "RESTRICT", at: offset)
  }

  private static func renamed(_ cursor: inout TokenCursor, kind: ObjectKind) throws(Unrecognized)
    -> AlterAction
  {
    if cursor.accept("TO") || cursor.accept("AS") { return .renameTo(try cursor.qualifiedName()) }
    let isConstraint =
      cursor.isWord("CONSTRAINT") && !cursor.isWord("TO", at: 1) && cursor.accept("CONSTRAINT")
    let isIndex =
      cursor.isWord("INDEX", "KEY") && !cursor.isWord("TO", at: 1) && cursor.acceptAny("INDEX", "KEY") != nil
    if !isConstraint, !isIndex, cursor.isWord("COLUMN"), !cursor.isWord("TO", at: 1) { cursor.index += 1 }
    _ = cursor.accept("IF", "EXISTS")
    let from = try cursor.name()
    // MySQL renames a table without TO.
    if cursor.isAtEnd, cursor.dialect == .mysql, !isConstraint, !isIndex {
      return .renameTo(QualifiedName(from))
    }
    try cursor.expect("TO")
    let to = try cursor.name()
    if isConstraint { return .renameConstraint(from: from, to: to) }
    return isIndex ? .renameIndex(from: from, to: to) : .renameColumn(from: from, to: to)
  }

  // MARK: SET, ENABLE, partitions

  private static func set(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction {
    if cursor.accept("SCHEMA") { return .setSchema(try cursor.name()) }
    if cursor.accept("LOGGED") { return .setLogged }
    if cursor.accept("UNLOGGED") { return .setUnlogged }
    if cursor.accept("TABLESPACE") {
      let name = try cursor.name()
      _ = cursor.accept("NOWAIT")
      return .setTablespace(name)
    }
    if cursor.accept("ACCESS", "METHOD") {
      return .setAccessMethod(cursor.accept("DEFAULT") ? nil : try cursor.name())
    }
    if let options = optionNames(cursor) {
      try cursor.skip()
      return .setOptions(options)
    }
    cursor.index -= 1
    return try AlterColumnReader.other(&cursor)
  }

  /// The names of `(fillfactor = 70, toast.autovacuum_enabled)`, without the part before a dot.
  static func optionNames(_ cursor: TokenCursor) -> [String]? {
    guard cursor.dialect == .postgres, let end = cursor.groupEnd else { return nil }
    var names: [String] = []
    for place in cursor.index + 1..<end - 1 {
      let offset = place - cursor.index
      guard
        cursor.isSymbol(ASCII.comma, at: offset - 1) || cursor.isSymbol(ASCII.openParenthesis, at: offset - 1)
          || cursor.isSymbol(ASCII.dot, at: offset - 1), !cursor.isSymbol(ASCII.dot, at: offset + 1)
      else { continue }
      names.append(cursor.text(place..<place + 1).lowercased())
    }
    return names
  }

  private static func switched(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction? {
    let start = cursor.index
    if cursor.accept("FORCE", "ROW", "LEVEL", "SECURITY") { return .setRowSecurity(.force) }
    if cursor.accept("NO", "FORCE", "ROW", "LEVEL", "SECURITY") { return .setRowSecurity(.noForce) }
    guard let word = cursor.acceptAny("ENABLE", "DISABLE") else { return nil }
    let isEnabled = word == "ENABLE"
    if cursor.accept("ROW", "LEVEL", "SECURITY") { return .setRowSecurity(isEnabled ? .enable : .disable) }
    _ = cursor.acceptAny("ALWAYS", "REPLICA")
    if cursor.accept("TRIGGER") {
      if let group = cursor.acceptAny("ALL", "USER") { return .setTrigger(name: group, enabled: isEnabled) }
      return .setTrigger(name: try cursor.name(), enabled: isEnabled)
    }
    if cursor.accept("RULE") { return .setRule(name: try cursor.name(), enabled: isEnabled) }
    cursor.index = start
    return nil
  }

  private static func partition(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction? {
    if cursor.accept("ATTACH", "PARTITION") {
      // ClickHouse attaches partitions by expression.
      guard cursor.dialect == .postgres else {
        let expression = cursor.text(cursor.index..<cursor.limit)
        cursor.index = cursor.limit
        return .attachPartition(QualifiedName(expression), nil)
      }
      let name = try cursor.qualifiedName()
      if cursor.isAtEnd { return .attachPartition(name, nil) }
      return .attachPartition(name, try PartitionBoundReader.read(&cursor))
    }
    if cursor.accept("DETACH", "PARTITION") {
      let name = try cursor.qualifiedName()
      return .detachPartition(
        name, concurrently: cursor.acceptAny("CONCURRENTLY", "FINALIZE") == "CONCURRENTLY")
    }
    guard cursor.dialect != .postgres, cursor.accept("TRUNCATE", "PARTITION") else { return nil }
    let start = cursor.index
    while !cursor.isAtEnd { try cursor.skip() }
    return .dropPartition(cursor.text(start..<cursor.index))
  }

  /// SQL Server's `WITH [NO]CHECK ADD CONSTRAINT …` and `[NO]CHECK CONSTRAINT x`.
  private static func checked(_ cursor: inout TokenCursor) throws(Unrecognized) -> AlterAction? {
    let isNotValid = cursor.isWord("WITH") && cursor.isWord("NOCHECK", at: 1)
    let reads = cursor.isWord("WITH") && cursor.isWord("CHECK", at: 1)
    if isNotValid || reads { cursor.index += 2 }
    if cursor.accept("NOCHECK", "CONSTRAINT") { return .disableConstraint(try cursor.label()) }
    if cursor.accept("CHECK", "CONSTRAINT") {
      // Without WITH CHECK the rows written meanwhile are not looked at.
      let name = try cursor.label()
      return reads ? .validateConstraint(name) : .other("CHECK CONSTRAINT")
    }
    guard cursor.accept("ADD") else { return nil }
    let read = try ConstraintReader.read(&cursor)
    return .addConstraint(
      Constraint(
        read.kind, name: read.name, columns: read.columns, isNotValid: isNotValid, isOnline: read.isOnline,
        references: read.references, check: read.check))
  }
}

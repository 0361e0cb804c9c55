/// Reads table constraints and the parts that inline constraints share with them.
enum ConstraintReader {
  /// Whether a table constraint or MySQL's index definition, rather than a column, comes next.
  static func isNext(_ cursor: TokenCursor) -> Bool {
    switch cursor.word() {
    case "CONSTRAINT", "EXCLUDE": true
    case "PRIMARY", "FOREIGN": cursor.isWord("KEY", at: 1)
    case "UNIQUE":
      cursor.isSymbol(ASCII.openParenthesis, at: 1)
        || cursor.isWord("KEY", "INDEX", "USING", "NULLS", "CLUSTERED", "NONCLUSTERED", at: 1)
        || (cursor.dialect == .mysql && cursor.isSymbol(ASCII.openParenthesis, at: 2))
    case "CHECK": cursor.isSymbol(ASCII.openParenthesis, at: 1)
    default: false
    }
  }

  /// Reads `[CONSTRAINT name] PRIMARY KEY (…)` and its kin with the attributes behind.
  static func read(_ cursor: inout TokenCursor) throws(Unrecognized) -> Constraint {
    var name: String?
    if cursor.accept("CONSTRAINT"), !cursor.isWord("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE") {
      name = try cursor.name()
    }
    if cursor.accept("PRIMARY", "KEY") { return try key(.primaryKey, name, &cursor) }
    if cursor.accept("UNIQUE") { return try key(.unique, name, &cursor) }
    if cursor.accept("FOREIGN", "KEY") { return try foreignKey(name, &cursor) }
    if cursor.accept("CHECK") {
      let check = try condition(&cursor)
      return Constraint(.check, name: name, isNotValid: try attributes(&cursor), check: check)
    }
    if cursor.accept("EXCLUDE") {
      if cursor.accept("USING") { _ = try cursor.name() }
      try cursor.skip()
      try skipIndexOptions(&cursor)
      if cursor.accept("WHERE") { try cursor.skip() }
      return Constraint(.exclusion, name: name, isNotValid: try attributes(&cursor))
    }
    if cursor.accept("NOT", "NULL") {
      let column = try cursor.name()
      return Constraint(.notNull, name: name, columns: [column], isNotValid: try attributes(&cursor))
    }
    throw cursor.failure
  }

  private static func key(
    _ kind: Constraint.Kind, _ name: String?, _ cursor: inout TokenCursor
  ) throws(Unrecognized) -> Constraint {
    var name = name
    if cursor.accept("USING", "INDEX") {
      let index = try cursor.name()
      return Constraint(kind, name: name, usingIndex: index, isNotValid: try attributes(&cursor))
    }
    while cursor.acceptAny("KEY", "INDEX", "CLUSTERED", "NONCLUSTERED") != nil {}
    if cursor.accept("NULLS") {
      _ = cursor.accept("NOT")
      try cursor.expect("DISTINCT")
    }
    if !cursor.isSymbol(ASCII.openParenthesis), !cursor.isWord("USING") {
      let index = try cursor.name()
      name = name ?? index
    }
    if cursor.accept("USING") { _ = try cursor.name() }
    let columns = try cursor.columnList().compactMap(\.self)
    let options = cursor.index
    try skipIndexOptions(&cursor)
    let isOnline = cursor.isOnline(options..<cursor.index)
    return Constraint(kind, name: name, columns: columns, isNotValid: try attributes(&cursor), isOnline: isOnline)
  }

  private static func foreignKey(
    _ name: String?, _ cursor: inout TokenCursor
  ) throws(Unrecognized) -> Constraint {
    if !cursor.isSymbol(ASCII.openParenthesis) {
      _ = cursor.accept("IF", "NOT", "EXISTS")
      _ = try cursor.name()
    }
    let columns = try cursor.columnList().compactMap(\.self)
    try cursor.expect("REFERENCES")
    let reference = try self.reference(&cursor)
    return Constraint(
      .foreignKey, name: name, columns: columns, isNotValid: try attributes(&cursor), references: reference)
  }

  /// Reads what follows REFERENCES: the parent and the actions.
  static func reference(_ cursor: inout TokenCursor) throws(Unrecognized) -> ForeignKeyReference {
    let table = try cursor.qualifiedName()
    let columns = cursor.groupEnd == nil ? [] : try cursor.columnList().compactMap(\.self)
    var onDelete = ForeignKeyReference.Action.noAction
    while true {
      if cursor.accept("MATCH") {
        guard cursor.acceptAny("FULL", "PARTIAL", "SIMPLE") != nil else { throw cursor.failure }
      } else if cursor.accept("ON", "DELETE") {
        onDelete = try action(&cursor)
      } else if cursor.accept("ON", "UPDATE") {
        _ = try action(&cursor)
      } else {
        return ForeignKeyReference(table, columns: columns, onDelete: onDelete)
      }
    }
  }

  private static func action(_ cursor: inout TokenCursor) throws(Unrecognized) -> ForeignKeyReference.Action {
    let action: ForeignKeyReference.Action
    if cursor.accept("NO", "ACTION") {
      action = .noAction
    } else if cursor.accept("RESTRICT") {
      action = .restrict
    } else if cursor.accept("CASCADE") {
      action = .cascade
    } else if cursor.accept("SET", "NULL") {
      action = .setNull
    } else if cursor.accept("SET", "DEFAULT") {
      action = .setDefault
    } else {
      throw cursor.failure
    }
    // PostgreSQL 15: SET NULL (columns).
    if action == .setNull || action == .setDefault, let end = cursor.groupEnd { cursor.index = end }
    return action
  }

  /// Reads `(condition)`.
  static func condition(_ cursor: inout TokenCursor) throws(Unrecognized) -> ExpressionSummary {
    guard let end = cursor.groupEnd else { throw cursor.failure }
    defer { cursor.index = end }
    return ExpressionReader.summary(cursor, cursor.index..<end)
  }

  /// Reads the attributes behind a constraint; true when NOT VALID is among them.
  static func attributes(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    var isNotValid = false
    while true {
      if cursor.accept("NOT", "VALID") {
        isNotValid = true
      } else if cursor.accept("INITIALLY") {
        guard cursor.acceptAny("DEFERRED", "IMMEDIATE") != nil else { throw cursor.failure }
      } else if cursor.accept("ON", "CONFLICT") {
        try cursor.skip()
      } else if !cursor.accept("NOT", "DEFERRABLE"), !cursor.accept("DEFERRABLE"),
        !cursor.accept("NOT", "ENFORCED"),
        !cursor.accept("ENFORCED"), !cursor.accept("NO", "INHERIT")
      {
        return isNotValid
      }
    }
  }

  /// Skips the storage options of an index behind its columns.
  static func skipIndexOptions(_ cursor: inout TokenCursor) throws(Unrecognized) {
    while true {
      if cursor.isWord("INCLUDE", "WITH"), cursor.isSymbol(ASCII.openParenthesis, at: 1) {
        cursor.index += 1
        try cursor.skip()
      } else if cursor.accept("USING", "INDEX", "TABLESPACE") || cursor.accept("COMMENT")
        || cursor.acceptAny("USING", "KEY_BLOCK_SIZE") != nil
      {
        _ = cursor.accept(symbol: ASCII.equals)
        try cursor.skip()
      } else if cursor.dialect == .mssql, cursor.isWord("ON"), !cursor.isWord("DELETE", "UPDATE", at: 1) {
        // The file group, or a partition scheme with its column.
        cursor.index += 1
        _ = try cursor.label()
        if cursor.isSymbol(ASCII.openParenthesis) { try cursor.skip() }
      } else if cursor.acceptAny("VISIBLE", "INVISIBLE") == nil {
        return
      }
    }
  }
}

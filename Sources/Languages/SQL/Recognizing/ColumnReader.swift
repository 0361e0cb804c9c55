/// Reads column definitions and the options behind a column's type.
enum ColumnReader {
  /// Words that begin an option of a column and so end its type or its DEFAULT expression.
  static let optionWords: Set<String> = [
    "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", "CONSTRAINT", "GENERATED", "AS",
    "COLLATE", "AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY", "COMMENT", "ON", "AFTER", "FIRST", "KEY",
    "DEFERRABLE", "INITIALLY", "STORAGE", "COMPRESSION", "VIRTUAL", "STORED", "PERSISTENT", "PERSISTED",
    "CHARACTER", "CHARSET", "INVISIBLE", "VISIBLE", "WITH", "MATERIALIZED", "ALIAS", "CODEC", "TTL",
    "OPTIONS", "ROWGUIDCOL", "SPARSE", "SRID", "USING", "CASCADE", "RESTRICT", "ASC", "DESC", "COLUMN_FORMAT",
    "BINARY", "ENFORCED", "EPHEMERAL", "CLUSTERED", "NONCLUSTERED", "MATCH", "NO", "SETTINGS",
  ]

  /// Reads `name type option…` up to a comma, the end of the part, or a word that is no option.
  static func definition(_ cursor: inout TokenCursor) throws(Unrecognized) -> ColumnDefinition {
    let name = try cursor.name()
    return try definition(named: name, &cursor)
  }

  /// As ``definition(_:)``, the name being read already.
  static func definition(named name: String, _ cursor: inout TokenCursor) throws(Unrecognized)
    -> ColumnDefinition
  {
    var options = ColumnOptions(name: name)
    let isTypeless =
      cursor.isAtEnd || cursor.isSymbol(ASCII.comma)
      || (optionWords.contains(cursor.word()) && cursor.word() != "CHARACTER" && cursor.word() != "BINARY")
    let type = isTypeless ? nil : try TypeReader.read(&cursor)
    while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma) {
      guard try options.readNext(&cursor) else { break }
    }
    return options.definition(type: type)
  }
}

/// Collects the options of one column.
struct ColumnOptions {
  let name: String
  private var isNotNull = false
  private var defaultValue: ExpressionSummary?
  private var generation: ColumnDefinition.Generation?
  private var isIdentity = false
  private var constraints: [Constraint] = []
  private var constraintName: String?
  private var isPlaced = false
  private var fillsOldRows = false
  private var characterSet: String?
  private var collation: String?

  init(name: String) {
    self.name = name
  }

  func definition(type: TypeName?) -> ColumnDefinition {
    ColumnDefinition(
      name, type: type, isNotNull: isNotNull, defaultValue: defaultValue, generation: generation,
      isIdentity: isIdentity, constraints: constraints, isPlaced: isPlaced, characterSet: characterSet,
      collation: collation, fillsOldRows: fillsOldRows)
  }

  /// Reads one option; false when the next word begins none.
  mutating func readNext(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    if cursor.accept("CONSTRAINT") {
      constraintName = try cursor.name()
      return true
    }
    if try readNullability(&cursor) { return true }
    if try readConstraint(&cursor) {
      constraintName = nil
      return true
    }
    if try readValue(&cursor) { return true }
    return try readRemark(&cursor)
  }

  private mutating func readNullability(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    if cursor.accept("NOT", "NULL") {
      isNotNull = true
      _ = cursor.accept("ENABLE")
      return true
    }
    if cursor.accept("NOT", "DEFERRABLE") || cursor.accept("DEFERRABLE") { return true }
    if cursor.accept("INITIALLY") {
      guard cursor.acceptAny("DEFERRED", "IMMEDIATE") != nil else { throw cursor.failure }
      return true
    }
    if cursor.accept("NOT", "ENFORCED") || cursor.accept("ENFORCED") { return true }
    return cursor.accept("NULL") || cursor.accept("NO", "INHERIT")
  }

  private mutating func readConstraint(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    if cursor.accept("PRIMARY", "KEY") || cursor.accept("PRIMARY") {
      while cursor.acceptAny("ASC", "DESC", "CLUSTERED", "NONCLUSTERED") != nil {}
      add(.primaryKey)
    } else if cursor.accept("UNIQUE") {
      while cursor.acceptAny("KEY", "CLUSTERED", "NONCLUSTERED") != nil {}
      if cursor.accept("NULLS") {
        _ = cursor.accept("NOT")
        try cursor.expect("DISTINCT")
      }
      add(.unique)
    } else if cursor.accept("CHECK") {
      constraints.append(
        Constraint(
          .check, name: constraintName, columns: [name], check: try ConstraintReader.condition(&cursor)))
    } else if cursor.accept("REFERENCES") {
      let reference = try ConstraintReader.reference(&cursor)
      constraints.append(
        Constraint(.foreignKey, name: constraintName, columns: [name], references: reference))
    } else {
      return false
    }
    try ConstraintReader.skipIndexOptions(&cursor)
    return true
  }

  private mutating func add(_ kind: Constraint.Kind) {
    constraints.append(Constraint(kind, name: constraintName, columns: [name]))
  }

  private mutating func readValue(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    if cursor.accept("DEFAULT") {
      defaultValue = try Self.value(&cursor)
    } else if cursor.accept("GENERATED") {
      guard cursor.accept("ALWAYS") || cursor.accept("BY", "DEFAULT") else { throw cursor.failure }
      try cursor.expect("AS")
      if cursor.accept("IDENTITY") {
        isIdentity = true
        if let end = cursor.groupEnd { cursor.index = end }
      } else {
        try readGeneration(&cursor)
      }
    } else if cursor.accept("AS") {
      try readGeneration(&cursor)
    } else if cursor.dialect == .clickhouse, let word = cursor.acceptAny("MATERIALIZED", "ALIAS", "EPHEMERAL") {
      if word != "EPHEMERAL" || !(cursor.isAtEnd || cursor.isSymbol(ASCII.comma)) {
        _ = try Self.value(&cursor)
      }
      generation = word == "MATERIALIZED" ? .stored : .virtual
    } else if cursor.dialect == .clickhouse, cursor.accept("TTL") {
      _ = try Self.value(&cursor)
    } else if cursor.accept("AUTO_INCREMENT") || cursor.accept("AUTOINCREMENT") {
      isIdentity = true
    } else if cursor.accept("IDENTITY") {
      isIdentity = true
      if let end = cursor.groupEnd { cursor.index = end }
    } else if cursor.dialect == .mssql, cursor.accept("WITH", "VALUES") {
      fillsOldRows = true
    } else {
      return false
    }
    return true
  }

  private mutating func readGeneration(_ cursor: inout TokenCursor) throws(Unrecognized) {
    guard let end = cursor.groupEnd else { throw cursor.failure }
    cursor.index = end
    // PostgreSQL before 18 demands STORED; MySQL, SQLite and PostgreSQL 18 default to VIRTUAL.
    let isStored = cursor.acceptAny("STORED", "PERSISTENT", "PERSISTED") != nil
    if !isStored { _ = cursor.accept("VIRTUAL") }
    generation = isStored ? .stored : .virtual
  }

  /// The expression behind DEFAULT: one operand, then whatever follows up to the next option.
  static func value(_ cursor: inout TokenCursor) throws(Unrecognized) -> ExpressionSummary {
    let start = cursor.index
    try cursor.skip()
    while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma), !ColumnReader.optionWords.contains(cursor.word()) {
      // The words of a type behind a cast (`::character varying`) are no options.
      if cursor.isSymbol(ASCII.colon), cursor.isSymbol(ASCII.colon, at: 1) {
        cursor.index += 2
        _ = try TypeReader.read(&cursor)
      } else {
        try cursor.skip()
      }
    }
    return ExpressionReader.summary(cursor, start..<cursor.index)
  }

  /// Options that change neither lock nor meaning here.
  private mutating func readRemark(_ cursor: inout TokenCursor) throws(Unrecognized) -> Bool {
    let isCollation = cursor.isWord("COLLATE")
    if cursor.accept("COLLATE") || cursor.accept("CHARACTER", "SET") || cursor.accept("CHARSET") {
      _ = cursor.accept(symbol: ASCII.equals)
      let name =
        try cursor.peek()?.kind == .string ? cursor.stringLiteral() : cursor.qualifiedName().description
      guard cursor.dialect == .mysql else { return true }
      if isCollation { collation = name.lowercased() } else { characterSet = name.lowercased() }
    } else if cursor.accept("COMMENT") {
      _ = try cursor.stringLiteral()
    } else if cursor.accept("ON", "UPDATE") {
      try cursor.skip()
      if let end = cursor.groupEnd { cursor.index = end }
    } else if cursor.accept("ON", "CONFLICT") {
      try cursor.skip()
    } else if cursor.accept("AFTER") {
      isPlaced = cursor.dialect == .mysql
      try cursor.skip()
    } else if cursor.acceptAny("STORAGE", "COMPRESSION", "COLUMN_FORMAT", "SRID") != nil {
      try cursor.skip()
    } else if cursor.acceptAny("CODEC", "OPTIONS") != nil {
      try cursor.skip()
    } else if cursor.accept("FIRST") {
      isPlaced = cursor.dialect == .mysql
    } else if cursor.acceptAny("INVISIBLE", "VISIBLE", "BINARY", "SPARSE", "ROWGUIDCOL", "KEY")
      == nil
    {
      return false
    }
    return true
  }
}

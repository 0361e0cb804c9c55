/// Summarises an expression from its tokens (see ``ExpressionSummary``).
enum ExpressionReader {
  /// Names before a parenthesis that are syntax and not calls.
  private static let notCalls: Set<String> = [
    "AND", "OR", "NOT", "IN", "ANY", "ALL", "SOME", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "IS",
    "LIKE", "ILIKE", "BETWEEN", "SELECT", "FROM", "WHERE", "VALUES", "VALUE", "CAST", "CONVERT", "ROW",
    "ARRAY", "COALESCE", "NULLIF", "GREATEST", "LEAST", "AS", "USING", "CHECK", "COLLATE", "OVER", "FILTER",
    "WITHIN", "GROUPING", "SETS", "ROLLUP", "CUBE", "PARTITION", "BY", "ON", "JOIN", "LATERAL", "DISTINCT",
    "UNION", "EXCEPT", "INTERSECT", "LIMIT", "OFFSET", "HAVING", "ORDER", "GROUP", "WITH", "MATERIALIZED",
    "INTO", "SET", "INTERVAL", "CONFLICT", "RETURNING", "UPDATE", "INSERT", "DELETE", "TABLESAMPLE",
    "DEFAULT", "SIMILAR", "TO", "ESCAPE", "RECURSIVE", "KEY", "DUPLICATE",
  ]

  /// Keywords of the standard that are calls without parentheses (PostgreSQL 9.9.5 and 9.26).
  private static let callKeywords: Set<String> = [
    "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER",
    "CURRENT_ROLE", "SESSION_USER", "USER", "CURRENT_CATALOG", "CURRENT_SCHEMA",
  ]

  /// The summary of the tokens of `range`.
  static func summary(_ cursor: TokenCursor, _ range: Range<Int>) -> ExpressionSummary {
    var inner = cursor
    (inner.index, inner.limit) = (range.lowerBound, range.upperBound)
    let calls = calls(inner, skipsTypes: true)
    var functions: [QualifiedName] = []
    for call in calls where !functions.contains(call.name) { functions.append(call.name) }
    let value = literal(inner)
    let conjuncts = topConjuncts(inner)
    let column = castColumn(inner)
    return ExpressionSummary(
      literal: value.text, isNull: value.isNull, functions: functions,
      columnsProvenNotNull: conjuncts.compactMap(notNullColumn).uniqued(), column: column?.name,
      casts: column?.casts ?? [], columns: columns(cursor, range), comparisons: conjuncts.compactMap(comparison),
      hasSubquery: (0..<range.count).contains { inner.isWord("SELECT", at: $0) })
  }

  /// The calls in the part that `cursor` is limited to, in source order.
  static func calls(_ cursor: TokenCursor, skipsTypes: Bool = true) -> [FunctionCall] {
    var cursor = cursor
    var calls: [FunctionCall] = []
    while !cursor.isAtEnd {
      if cursor.isSymbol(ASCII.colon), cursor.isSymbol(ASCII.colon, at: 1) {
        cursor.index += 2
        skipType(&cursor)
      } else {
        let start = cursor.index
        if let call = call(&cursor) { calls.append(call) }
        // A name that is no call holds none either; everything else is passed one token at a time.
        cursor.index = max(cursor.index, start + 1)
      }
    }
    return calls
  }

  /// The type behind `::`, whose length in parentheses is no call.
  private static func skipType(_ cursor: inout TokenCursor) {
    guard cursor.namePart() != nil else { return }
    while cursor.isSymbol(ASCII.dot) {
      cursor.index += 1
      _ = cursor.namePart()
    }
    if let end = cursor.groupEnd { cursor.index = end }
  }

  /// Reads `name(` or `schema.name(`, leaving the arguments to be searched in turn; takes a name that is no
  /// call too.
  private static func call(_ cursor: inout TokenCursor) -> FunctionCall? {
    let word = cursor.word()
    if callKeywords.contains(word), !cursor.isSymbol(ASCII.openParenthesis, at: 1),
      !cursor.isSymbol(ASCII.dot, at: -1), !cursor.isSymbol(ASCII.dot, at: 1)
    {
      cursor.index += 1
      return FunctionCall(QualifiedName(word.lowercased()))
    }
    let start = cursor.index
    guard let first = cursor.peek(), first.kind == .word || first.kind == .quotedName,
      let name = try? cursor.qualifiedName()
    else { return nil }
    guard let end = cursor.groupEnd, !notCalls.contains(word) || name.schema != nil,
      !isColumnList(cursor, nameAt: start, end: end)
    else { return nil }
    let function = name.schema == "pg_catalog" ? QualifiedName(name.name) : name
    return FunctionCall(function, arguments: literalArguments(cursor, end))
  }

  /// The type of `CAST(x AS numeric(3))`, the columns of `INSERT INTO t (a)` and of `WITH t (a) AS (…)`.
  private static func isColumnList(_ cursor: TokenCursor, nameAt index: Int, end: Int) -> Bool {
    var place = cursor
    place.index = end
    let isWithName = place.isWord("AS") && place.isSymbol(ASCII.openParenthesis, at: 1)
    place.index = index
    return place.isWord("AS", "INTO", at: -1) || isWithName
  }

  /// Each argument's literal, for the few arguments of functions like `set_config`.
  private static func literalArguments(_ cursor: TokenCursor, _ end: Int) -> [String?] {
    var arguments: [String?] = []
    var inner = cursor
    inner.limit = end - 1
    inner.index += 1
    while !inner.isAtEnd, arguments.count < 8 {
      let start = inner.index
      while !inner.isAtEnd, !inner.isSymbol(ASCII.comma) {
        inner.index = inner.groupEnd ?? (inner.index + 1)
      }
      var argument = inner
      (argument.index, argument.limit) = (start, inner.index)
      arguments.append(literal(argument).text)
      inner.index += 1
    }
    return arguments
  }
}

// MARK: - Literals and NOT NULL

extension ExpressionReader {
  /// The single literal that the part consists of, looking through parentheses, a sign and casts.
  static func literal(_ cursor: TokenCursor) -> (text: String?, isNull: Bool) {
    var cursor = unwrapped(cursor)
    var sign = ""
    if cursor.accept(symbol: ASCII.dash) { sign = "-" }
    guard let token = cursor.peek() else { return (nil, false) }
    let text: String
    var isNull = false
    switch token.kind {
    case .number: text = sign + String(decoding: cursor.bytes[token.start..<token.end], as: UTF8.self)
    case .string where sign.isEmpty:
      text = Unquoting.string(cursor.bytes[token.start..<token.end], dialect: cursor.dialect)
    case .word where sign.isEmpty && cursor.isWord("TRUE", "FALSE"): text = cursor.word().lowercased()
    case .word where sign.isEmpty && cursor.isWord("NULL"):
      text = ""
      isNull = true
    default: return (nil, false)
    }
    cursor.index += 1
    while cursor.isSymbol(ASCII.colon), cursor.isSymbol(ASCII.colon, at: 1) {
      cursor.index += 2
      guard (try? TypeReader.read(&cursor)) != nil else { return (nil, false) }
    }
    guard cursor.isAtEnd else { return (nil, false) }
    return (isNull ? nil : text, isNull)
  }

  /// The part without parentheses around the whole of it.
  static func unwrapped(_ cursor: TokenCursor) -> TokenCursor {
    var cursor = cursor
    while let end = cursor.groupEnd, end == cursor.limit {
      cursor.index += 1
      cursor.limit -= 1
    }
    return cursor
  }

  /// The conjuncts at the top, parentheses around them looked through.
  private static func topConjuncts(_ cursor: TokenCursor) -> [TokenCursor] {
    var found: [TokenCursor] = []
    // Parentheses nest as deep as they like; the parts are kept in a list rather than on the stack.
    var parts = [cursor]
    while let next = parts.popLast() {
      let part = unwrapped(next)
      guard let conjuncts = conjuncts(part) else { continue }
      if conjuncts.count > 1 { parts.append(contentsOf: conjuncts.reversed()) } else { found.append(part) }
    }
    return found
  }

  /// The parts between the ANDs of the top level; `nil` when an OR, NOT or CASE makes them no conjunction.
  private static func conjuncts(_ part: TokenCursor) -> [TokenCursor]? {
    var result: [TokenCursor] = []
    var cursor = part
    var start = part.index
    while !cursor.isAtEnd {
      if cursor.isWord("OR", "CASE", "BETWEEN") { return nil }
      if cursor.isWord("AND") {
        var conjunct = part
        (conjunct.index, conjunct.limit) = (start, cursor.index)
        result.append(conjunct)
        start = cursor.index + 1
      }
      cursor.index = cursor.groupEnd ?? (cursor.index + 1)
    }
    var last = part
    last.index = start
    return result + [last]
  }

  private static func notNullColumn(_ part: TokenCursor) -> String? {
    var cursor = part
    // A column may stand in parentheses of its own.
    if let end = cursor.groupEnd {
      var inner = cursor
      inner.limit = end
      inner = unwrapped(inner)
      guard inner.limit - inner.index == 1, let name = inner.namePart() else { return nil }
      cursor.index = end
      return isNotNullTest(&cursor) ? name : nil
    }
    guard let name = try? cursor.qualifiedName() else { return nil }
    return isNotNullTest(&cursor) ? name.name : nil
  }

  private static func isNotNullTest(_ cursor: inout TokenCursor) -> Bool {
    (cursor.accept("IS", "NOT", "NULL") || cursor.accept("NOTNULL")) && cursor.isAtEnd
  }
}

// MARK: - Columns

extension ExpressionReader {
  /// Every word and quoted name of `range` that may be a column: none that is called.
  static func columns(_ cursor: TokenCursor, _ range: Range<Int>) -> Set<String> {
    var columns: Set<String> = []
    var cursor = cursor
    (cursor.index, cursor.limit) = (range.lowerBound, range.upperBound)
    while !cursor.isAtEnd {
      let start = cursor.index
      if let name = cursor.namePart(), !cursor.isSymbol(ASCII.openParenthesis) { columns.insert(name) }
      cursor.index = max(cursor.index, start + 1)
    }
    return columns
  }

  /// The column that the part consists of, and the types behind its `::`.
  private static func castColumn(_ part: TokenCursor) -> (name: String, casts: [TypeName])? {
    var cursor = unwrapped(part)
    var name: String?
    var casts: [TypeName] = []
    if cursor.isWord("CAST"), cursor.isSymbol(ASCII.openParenthesis, at: 1) {
      cursor.index += 2
      name = try? cursor.qualifiedName().name
      guard cursor.accept("AS"), let type = try? TypeReader.read(&cursor),
        cursor.accept(symbol: ASCII.closeParenthesis)
      else { return nil }
      casts.append(type)
    } else if let end = cursor.groupEnd {
      var inner = cursor
      inner.limit = end
      inner = unwrapped(inner)
      name = inner.limit - inner.index == 1 ? inner.namePart() : nil
      cursor.index = end
    } else {
      name = try? cursor.qualifiedName().name
    }
    guard let name else { return nil }
    while cursor.isSymbol(ASCII.colon), cursor.isSymbol(ASCII.colon, at: 1) {
      cursor.index += 2
      guard let type = try? TypeReader.read(&cursor) else { return nil }
      casts.append(type)
    }
    return cursor.isAtEnd ? (name, casts) : nil
  }

  /// `column op literal`.
  private static func comparison(_ part: TokenCursor) -> ColumnComparison? {
    var cursor = part
    guard let name = try? cursor.qualifiedName() else { return nil }
    var text = ""
    while let token = cursor.peek(), token.kind == .symbol, text.utf8.count < 2,
      [ASCII.equals, ASCII.less, ASCII.greater].contains(cursor.bytes[token.start])
    {
      text.unicodeScalars.append(Unicode.Scalar(cursor.bytes[token.start]))
      cursor.index += 1
    }
    guard let sign = ColumnComparison.Operator(rawValue: text), let value = literal(cursor).text else { return nil }
    return ColumnComparison(name.name, sign, value)
  }
}

extension Array where Element: Hashable {
  /// The elements, each once, in the order of their first occurrence.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

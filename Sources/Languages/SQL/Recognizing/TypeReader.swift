/// Reads the name of a type.
enum TypeReader {
  /// Words that may follow a type's first word and still belong to its name.
  private static let continuations: [String: Set<String>] = [
    "double": ["PRECISION"], "character": ["VARYING"], "char": ["VARYING"], "bit": ["VARYING"],
    "nchar": ["VARYING"], "national": ["CHARACTER", "CHAR", "VARCHAR", "VARYING"], "long": ["VARCHAR"],
  ]

  private static let mysqlAttributes: Set<String> = ["UNSIGNED", "SIGNED", "ZEROFILL"]

  private static let intervalWords: Set<String> = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO"]

  /// Reads a type with its modifiers and array bounds.
  static func read(_ cursor: inout TokenCursor) throws(Unrecognized) -> TypeName {
    let isQuoted = cursor.peek()?.kind != .word
    var schema: String?
    var name = try cursor.name()
    if cursor.accept(symbol: ASCII.dot) {
      schema = name == "pg_catalog" ? nil : name
      name = try cursor.name()
    }
    if !isQuoted { name += continuation(of: name, &cursor) }
    var modifiers = try self.modifiers(&cursor)
    if name == "timestamp" || name == "time" {
      if cursor.accept("WITH", "TIME", "ZONE") { name += " with time zone" }
      if cursor.accept("WITHOUT", "TIME", "ZONE") { name += " without time zone" }
    } else if name == "interval" {
      while intervalWords.contains(cursor.word()) { cursor.index += 1 }
      if modifiers.isEmpty { modifiers = try self.modifiers(&cursor) }
    }
    while mysqlAttributes.contains(cursor.word()) {
      name += " " + cursor.word().lowercased()
      cursor.index += 1
    }
    return TypeName(
      schema: schema, name, modifiers: modifiers, arrayDimensions: try arrayDimensions(&cursor))
  }

  private static func continuation(of name: String, _ cursor: inout TokenCursor) -> String {
    var words = ""
    var last = name
    while let next = continuations[last], next.contains(cursor.word()) {
      last = cursor.word().lowercased()
      words += " " + last
      cursor.index += 1
    }
    // SQLite takes any words for a type: `UNSIGNED BIG INT`.
    while cursor.dialect == .sqlite, !cursor.word().isEmpty, !ColumnReader.optionWords.contains(cursor.word()) {
      words += " " + cursor.word().lowercased()
      cursor.index += 1
    }
    return words
  }

  /// The texts between the commas of `(10, 2)`; strings lose their quotes.
  private static func modifiers(_ cursor: inout TokenCursor) throws(Unrecognized) -> [String] {
    guard cursor.isSymbol(ASCII.openParenthesis) else { return [] }
    guard let end = cursor.groupEnd else { throw cursor.failure }
    var inner = cursor
    inner.limit = end - 1
    inner.index += 1
    var modifiers: [String] = []
    while !inner.isAtEnd {
      let start = inner.index
      while !inner.isAtEnd, !inner.isSymbol(ASCII.comma) { try inner.skip() }
      var single = inner
      (single.index, single.limit) = (start, inner.index)
      // A word, as in `geometry(Point, 4326)`, is folded as names are.
      let isWord =
        single.limit - single.index == 1 && single.peek()?.kind == .word && cursor.dialect == .postgres
      let text = isWord ? single.word().lowercased() : inner.text(start..<inner.index)
      modifiers.append((try? single.stringLiteral()) ?? text)
      inner.index += 1
    }
    cursor.index = end
    return modifiers
  }

  private static func arrayDimensions(_ cursor: inout TokenCursor) throws(Unrecognized) -> Int {
    let isWord = cursor.accept("ARRAY")
    var dimensions = 0
    while cursor.isSymbol(ASCII.openBracket) {
      cursor.index += 1
      if cursor.peek()?.kind == .number { cursor.index += 1 }
      try cursor.expect(symbol: ASCII.closeBracket)
      dimensions += 1
    }
    return isWord ? max(1, dimensions) : dimensions
  }
}

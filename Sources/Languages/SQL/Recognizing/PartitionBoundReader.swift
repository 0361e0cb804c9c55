/// Reads which rows a partition takes.
enum PartitionBoundReader {
  /// Reads `DEFAULT` or `FOR VALUES …`.
  static func read(_ cursor: inout TokenCursor) throws(Unrecognized) -> PartitionBound {
    if cursor.accept("DEFAULT") { return .default }
    try cursor.expect("FOR", "VALUES")
    if cursor.accept("IN") { return try values(&cursor).map(PartitionBound.list) ?? .other }
    if cursor.accept("FROM") {
      let from = try values(&cursor)
      try cursor.expect("TO")
      let to = try values(&cursor)
      guard let from, let to else { return .other }
      return .range(from: from, to: to)
    }
    try cursor.expect("WITH")
    try cursor.skip()
    return .other
  }

  /// The literals between parentheses; `nil` when one of them is an expression.
  private static func values(_ cursor: inout TokenCursor) throws(Unrecognized) -> [String?]? {
    guard let end = cursor.groupEnd else { throw cursor.failure }
    var inner = cursor
    inner.limit = end - 1
    inner.index += 1
    cursor.index = end
    var values: [String?] = []
    while !inner.isAtEnd {
      var single = inner
      while !inner.isAtEnd, !inner.isSymbol(ASCII.comma) { try inner.skip() }
      single.limit = inner.index
      let literal = ExpressionReader.literal(single)
      let isOpen = single.isWord("MINVALUE", "MAXVALUE") && single.limit - single.index == 1
      guard literal.text != nil || literal.isNull || isOpen else { return nil }
      values.append(literal.text)
      inner.index += 1
    }
    return values
  }
}

/// Tells conditions that leave out no row: `TRUE`, `1 = 1 OR …`, `id = id`.
enum Tautology {
  /// Whether the part holds for every row, but for NULL in a column that is compared with itself.
  static func isAlwaysTrue(_ cursor: TokenCursor, depth: Int = 0) -> Bool {
    guard depth < Limits.queryDepth else { return false }
    let part = ExpressionReader.unwrapped(cursor)
    guard !part.isAtEnd, let alternatives = parts(part, between: "OR") else { return false }
    if alternatives.count > 1 { return alternatives.contains { isAlwaysTrue($0, depth: depth + 1) } }
    guard let conjuncts = parts(part, between: "AND") else { return false }
    if conjuncts.count > 1 { return conjuncts.allSatisfy { isAlwaysTrue($0, depth: depth + 1) } }
    if part.isWord("NOT"), part.limit - part.index == 2 { return part.isWord("FALSE", at: 1) }
    if part.limit - part.index == 1 { return part.isWord("TRUE") || ExpressionReader.literal(part).text == "1" }
    return isTrueComparison(part)
  }

  /// The columns of a condition that only asks whether they are NULL, or `isNot`; empty for any other.
  static func columnsAskedForNull(_ cursor: TokenCursor, isNot: Bool) -> [String] {
    let part = ExpressionReader.unwrapped(cursor)
    guard parts(part, between: "OR")?.count == 1, let conjuncts = parts(part, between: "AND") else { return [] }
    var columns: [String] = []
    for conjunct in conjuncts where !isAlwaysTrue(conjunct) {
      var cursor = ExpressionReader.unwrapped(conjunct)
      guard let name = try? cursor.qualifiedName(),
        isNot ? cursor.accept("IS", "NOT", "NULL") : cursor.accept("IS", "NULL"), cursor.isAtEnd
      else { return [] }
      columns.append(name.name)
    }
    return columns
  }

  /// Whether a condition only compares columns with each other, as a join does, and asks for NULL besides.
  static func onlyJoins(_ cursor: TokenCursor) -> Bool {
    let part = ExpressionReader.unwrapped(cursor)
    guard parts(part, between: "OR")?.count == 1, let conjuncts = parts(part, between: "AND") else { return false }
    var joins = false
    for conjunct in conjuncts {
      var cursor = ExpressionReader.unwrapped(conjunct)
      guard (try? cursor.qualifiedName()) != nil else { return false }
      if cursor.accept("IS") {
        _ = cursor.accept("NOT")
        guard cursor.accept("NULL"), cursor.isAtEnd else { return false }
        continue
      }
      guard cursor.accept(symbol: ASCII.equals), (try? cursor.qualifiedName()) != nil, cursor.isAtEnd else {
        return false
      }
      joins = true
    }
    return joins
  }

  /// The parts between the words at the top; `nil` where a CASE or BETWEEN has such words of its own.
  private static func parts(_ part: TokenCursor, between word: String) -> [TokenCursor]? {
    var result: [TokenCursor] = []
    var cursor = part
    var start = part.index
    while !cursor.isAtEnd {
      if cursor.isWord("CASE", "BETWEEN", "SELECT") { return nil }
      if cursor.isWord(word) {
        var piece = part
        (piece.index, piece.limit) = (start, cursor.index)
        result.append(piece)
        start = cursor.index + 1
      }
      cursor.index = cursor.groupEnd ?? (cursor.index + 1)
    }
    var last = part
    last.index = start
    return result + [last]
  }

  /// Two literals of which the comparison is true, or a column compared with itself.
  private static func isTrueComparison(_ part: TokenCursor) -> Bool {
    var cursor = part
    while !cursor.isAtEnd, !isSign(cursor) { cursor.index = cursor.groupEnd ?? (cursor.index + 1) }
    var (left, right) = (part, cursor)
    left.limit = cursor.index
    var sign = ""
    while isSign(right), sign.utf8.count < 2, let token = right.peek() {
      sign.unicodeScalars.append(Unicode.Scalar(right.bytes[token.start]))
      right.index += 1
    }
    guard !sign.isEmpty, !left.isAtEnd, !right.isAtEnd else { return false }
    let (leftText, rightText) = (ExpressionReader.literal(left).text, ExpressionReader.literal(right).text)
    if let leftText, let rightText { return holds(leftText, sign, rightText) }
    guard ["=", "<=", ">="].contains(sign), var one = try? left.qualifiedName(), left.isAtEnd,
      var other = try? right.qualifiedName(), right.isAtEnd
    else { return false }
    // A column with and without its table is one.
    if one.schema == nil || other.schema == nil { (one, other) = (QualifiedName(one.name), QualifiedName(other.name)) }
    return one == other
  }

  private static func isSign(_ cursor: TokenCursor) -> Bool {
    cursor.isSymbol(ASCII.equals) || cursor.isSymbol(ASCII.less) || cursor.isSymbol(ASCII.greater)
      || (cursor.isSymbol(UInt8(ascii: "!")) && cursor.isSymbol(ASCII.equals, at: 1))
  }

  /// Whether a comparison of two literals is true.
  static func holds(_ left: String, _ sign: String, _ right: String) -> Bool {
    if sign == "=" { return left == right }
    guard let left = Int(left), let right = Int(right) else { return false }
    return switch sign {
    case "<": left < right
    case ">": left > right
    case "<=": left <= right
    case ">=": left >= right
    case "<>", "!=": left != right
    default: false
    }
  }
}

/// The truth of comparisons, for readers with trees of their own.
public enum LiteralComparison {
  /// Whether the comparison of two literals is true; false for what it does not know.
  public static func holds(_ left: String, _ sign: String, _ right: String) -> Bool {
    Tautology.holds(left, sign, right)
  }
}

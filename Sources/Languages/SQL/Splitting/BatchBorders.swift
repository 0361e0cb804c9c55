/// Where the statements of a batch of SQL Server start: they need no semicolon between them, and `IF`, `WHILE`, `BEGIN`
/// and `END` stand around them, each a piece of its own.
struct BatchBorders {
  private let cursor: TokenCursor

  /// The indexes of the tokens that begin a piece, the first one left out.
  let starts: [Int]

  init(_ statement: Statement) {
    let cursor = TokenCursor(statement)
    self.cursor = cursor
    starts = Self.starts(in: cursor)
  }

  /// The bytes of the pieces.
  var ranges: [Range<Int>] {
    guard let first = cursor.tokens.first else { return [] }
    var ranges: [Range<Int>] = []
    var start = first.start
    for index in starts {
      ranges.append(start..<cursor.tokens[index - 1].end)
      start = cursor.tokens[index].start
    }
    return ranges + [start..<cursor.bytes.count]
  }

  /// Words that begin a statement wherever they stand outside parentheses, being reserved.
  private static let heads: Set<String> = [
    "GRANT", "REVOKE", "DENY", "EXEC", "EXECUTE", "TRUNCATE", "MERGE", "WHILE", "PRINT", "DECLARE", "RAISERROR",
    "RETURN", "USE", "COMMIT", "ROLLBACK", "WAITFOR", "DBCC", "BEGIN", "ELSE", "END",
  ]

  /// What CREATE, ALTER and DROP stand before where they begin a statement and no action of one.
  private static let objects: Set<String> = [
    "TABLE", "INDEX", "VIEW", "PROC", "PROCEDURE", "FUNCTION", "TRIGGER", "SCHEMA", "DATABASE", "TYPE", "SEQUENCE",
    "USER", "ROLE", "LOGIN", "SYNONYM", "STATISTICS", "UNIQUE", "CLUSTERED", "NONCLUSTERED", "COLUMNSTORE", "OR",
    "FULLTEXT", "PARTITION", "XML",
  ]

  /// Settings behind SET, where it is no part of UPDATE or ALTER.
  private static let settings: Set<String> = [
    "NOCOUNT", "ANSI_NULLS", "ANSI_PADDING", "ANSI_WARNINGS", "ARITHABORT", "QUOTED_IDENTIFIER", "XACT_ABORT",
    "NUMERIC_ROUNDABORT", "IDENTITY_INSERT", "NOEXEC", "TRANSACTION",
  ]

  private static func starts(in cursor: TokenCursor) -> [Int] {
    // A routine goes on to the end of its batch.
    if cursor.isWord("CREATE", "ALTER"),
      cursor.isWord("PROC", "PROCEDURE", "FUNCTION", "TRIGGER", "VIEW", at: cursor.isWord("OR", at: 1) ? 3 : 1)
    {
      return []
    }
    var starts: [Int] = []
    var place = cursor
    var head = cursor.word()
    // Of GRANT, which names statements before it names who may run them.
    var namesStatements = false
    var cases = 0
    place.index += 1
    while !place.isAtEnd {
      if place.isWord("TO", "FROM") { namesStatements = false }
      if place.isWord("CASE") { cases += 1 }
      let isInCase = cases > 0 && place.isWord("ELSE", "END")
      if isInCase, place.isWord("END") { cases -= 1 }
      if !isInCase, !namesStatements, isStart(place, within: head) {
        starts.append(place.index)
        head = place.word()
        namesStatements = ["GRANT", "REVOKE", "DENY"].contains(head)
        place.index += 1
      } else {
        place.index = place.groupEnd ?? (place.index + 1)
      }
    }
    return starts
  }

  private static func isStart(_ place: TokenCursor, within head: String) -> Bool {
    let word = place.word()
    guard !word.isEmpty, !place.isSymbol(ASCII.dot, at: -1), !place.isSymbol(ASCII.dot, at: 1) else { return false }
    switch word {
    case "CREATE", "ALTER", "DROP": return objects.contains(place.word(1))
    case "INSERT", "UPDATE", "DELETE": return !place.isWord("ON", "FOR", "OF", "AFTER", "THEN", "BULK", at: -1)
    case "SELECT":
      return !["INSERT", "WITH", "SELECT", "DECLARE", "MERGE"].contains(head)
        && !place.isWord("UNION", "ALL", "EXCEPT", "INTERSECT", "AS", "FOR", at: -1)
    case "SET": return place.isSymbol(ASCII.at, at: 1) || settings.contains(place.word(1))
    // `DROP TABLE IF EXISTS t` has no condition behind EXISTS.
    case "IF": return !place.isWord("EXISTS", at: 1) || place.isSymbol(ASCII.openParenthesis, at: 2)
    default: return heads.contains(word)
    }
  }
}

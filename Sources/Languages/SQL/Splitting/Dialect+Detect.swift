extension Dialect {
  /// The dialect of a file, from its path and else from its text; PostgreSQL when nothing says otherwise.
  ///
  /// A part of the path wins over the text (`migrations/mysql/1_a.up.sql`, `1_a.postgres.up.sql`). In the
  /// text only tokens count, never comments and strings, so that a remark cannot change how a file is read.
  public static func detect(path: String, bytes: [UInt8]) -> Dialect {
    fromPath(path) ?? fromText(bytes) ?? .postgres
  }

  /// The dialect that a folder or a dotted part of the file name names; the last one wins.
  static func fromPath(_ path: String) -> Dialect? {
    var found: Dialect?
    let folders = path.lowercased().split(separator: "/")
    for (index, folder) in folders.enumerated() {
      // In the last part, what stands between the dots counts, except the extension.
      let words = index == folders.count - 1 ? folder.split(separator: ".").dropLast() : [folder]
      for word in words { found = named(word) ?? found }
    }
    return found
  }

  private static func named(_ word: Substring) -> Dialect? {
    switch word {
    case "postgres", "postgresql", "pg", "psql", "cockroach", "cockroachdb", "timescale", "supabase":
      .postgres
    case "mysql", "mariadb": .mysql
    case "sqlite", "sqlite3": .sqlite
    case "mssql", "sqlserver", "tsql": .mssql
    case "clickhouse": .clickhouse
    default: nil
    }
  }

  /// The first cue among the tokens, read with the rules that are common to the dialects.
  private static func fromText(_ bytes: [UInt8]) -> Dialect? {
    var rules = LexicalRules(.postgres)
    // Backticks are read as quotes, so that a cue is one token.
    rules.backticks = true
    var lexer = Lexer(Array(bytes.prefix(Limits.detectionBytes)), rules: rules)
    var hasBackticks = false
    var last = ""
    var startsLine = true
    while let token = lexer.next() {
      if token.isComment {
        startsLine = true
        continue
      }
      if token.kind == .quotedName, lexer.bytes[token.start] == ASCII.backtick { hasBackticks = true }
      let word = token.kind == .word && token.end - token.start <= 32 ? lexer.upperWord(token) : ""
      if let cue = cue(word, after: last, startsLine: startsLine, &lexer, token) { return cue }
      if lexer.bytes[token.start] != ASCII.equals { last = word }
      startsLine = lexer.byte(token.end) == ASCII.lineFeed || lexer.byte(token.end) == ASCII.carriageReturn
    }
    return hasBackticks ? .mysql : nil
  }

  private static func cue(
    _ word: String, after last: String, startsLine: Bool, _ lexer: inout Lexer, _ token: Token
  ) -> Dialect? {
    switch word {
    case "AUTO_INCREMENT": return .mysql
    case "AUTOINCREMENT", "PRAGMA": return .sqlite
    case "DELIMITER" where startsLine: return .mysql
    case "GO" where startsLine && endsLine(lexer, token.end): return .mssql
    case _ where last == "ENGINE" && !word.isEmpty:
      return word.hasSuffix("MERGETREE") || word == "DISTRIBUTED" ? .clickhouse : .mysql
    default:
      // A bracket where a name must stand is SQL Server's quote; elsewhere it is an array.
      let opensName = ["TABLE", "INTO", "FROM", "UPDATE", "EXISTS", "ON"].contains(last)
      return opensName && lexer.byte(token.start) == ASCII.openBracket ? .mssql : nil
    }
  }

  private static func endsLine(_ lexer: Lexer, _ offset: Int) -> Bool {
    lexer.byte(offset) == ASCII.lineFeed || lexer.byte(offset) == ASCII.carriageReturn
      || offset >= lexer.bytes.count
  }
}

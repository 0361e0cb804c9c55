/// How a dialect quotes and comments; only what moves the borders of tokens.
struct LexicalRules: Sendable {
  /// A backslash escapes in every string (MySQL without NO_BACKSLASH_ESCAPES, ClickHouse).
  var backslashInStrings = false
  /// A backslash escapes in `E'…'` (PostgreSQL 4.1.2.2).
  var escapeStrings = false
  /// `$tag$ … $tag$` (PostgreSQL 4.1.2.4).
  var dollarQuotes = false
  /// `` `name` ``.
  var backticks = false
  /// `[name]`.
  var brackets = false
  /// Double quotes hold a string rather than a name (MySQL without ANSI_QUOTES).
  var doubleQuotedStrings = false
  /// `#` starts a comment.
  var hashComments = false
  /// `--` starts a comment only before white space (MySQL 9.7).
  var dashesNeedSpace = false
  /// Block comments nest (PostgreSQL 4.1.5, SQL Server).
  var nestedComments = false
  /// `/*! … */` is code (MySQL 9.7, MariaDB's `/*M!`).
  var executableComments = false
  /// A carriage return ends a line comment (PostgreSQL's scanner; others go on to the line feed).
  var returnEndsComment = false
  /// `$` belongs to words; off while MySQL's DELIMITER holds a dollar sign.
  var dollarInWords = true
  /// `#` and `@` belong to words (SQL Server).
  var hashInWords = false

  init(_ dialect: Dialect) {
    switch dialect {
    case .postgres:
      escapeStrings = true
      dollarQuotes = true
      nestedComments = true
      returnEndsComment = true
    case .mysql:
      backslashInStrings = true
      backticks = true
      doubleQuotedStrings = true
      hashComments = true
      dashesNeedSpace = true
      executableComments = true
    case .sqlite:
      backticks = true
      brackets = true
    case .mssql:
      brackets = true
      nestedComments = true
      hashInWords = true
    case .clickhouse:
      backslashInStrings = true
      backticks = true
    }
  }
}

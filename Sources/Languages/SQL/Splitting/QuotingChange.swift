/// Statements after which the rest of the file is quoted by other rules than it was split by.
enum QuotingChange {
  /// The longest SET that is looked into; settings of quoting are short.
  private static let maximumBytes = 512

  /// Whether `text` switches PostgreSQL's standard strings off, or MySQL to ANSI quotes or plain backslashes.
  static func isMade(by text: [UInt8], head: StatementHead) -> Bool {
    guard head.first == "SET" || head.first == "SELECT", text.count <= maximumBytes else { return false }
    let words = Set(
      text.map(ASCII.lower).split { !(ASCII.isLetter($0) || $0 == ASCII.underscore || ASCII.isDigit($0)) }
        .map { String(decoding: $0, as: UTF8.self) })
    if words.contains("standard_conforming_strings") {
      return !words.isDisjoint(with: ["off", "false", "no", "0"])
    }
    return words.contains("sql_mode")
      && !words.isDisjoint(with: ["ansi_quotes", "no_backslash_escapes", "ansi"])
  }
}

import SQL

/// The statements of schema and data that stand written out in a block of PL/pgSQL, between its conditions and loops.
///
/// A block is no more than this to the rules: whether a statement is reached is decided when the block runs, so what
/// is found in it is possible, not certain.
enum BlockStatements {
  /// A statement and the line of the block, from 0, in which it starts.
  struct Part: Hashable {
    let text: [UInt8]
    let line: Int
  }

  /// Words that begin statements worth a look.
  private static let heads: Set<String> = [
    "alter", "create", "drop", "truncate", "update", "delete", "insert", "reindex", "lock", "refresh", "cluster",
    "comment", "grant", "revoke", "with",
  ]

  /// Words of PL/pgSQL behind which a statement begins.
  private static let openers: Set<String> = ["begin", "then", "else", "loop"]

  static func parts(of block: DynamicBlock) -> [Part] {
    guard block.language.lowercased() == "plpgsql" else { return [] }
    var scanner = RoutineScanner(block.body)
    var parts: [Part] = []
    var start: Int?
    var startLine = 0
    var isAtHead = true
    var (line, counted) = (0, 0)
    while scanner.skipBlanks(), scanner.index < scanner.bytes.count {
      guard parts.count < MigrationLimits.blockStatements else { break }
      let place = scanner.index
      line += scanner.bytes[counted..<place].count { $0 == UInt8(ascii: "\n") }
      counted = place
      if let word = scanner.word() {
        if isAtHead, word == "execute", let text = scanner.writtenText() {
          parts.append(Part(text: text, line: line))
        } else if isAtHead, heads.contains(word) {
          (start, startLine) = (place, line)
        }
        // Inside a statement these words are those of a CASE.
        isAtHead = start == nil && openers.contains(word)
      } else if scanner.quoted() == nil {
        if scanner.bytes[place] == UInt8(ascii: ";") {
          if let start { parts.append(Part(text: Array(scanner.bytes[start..<place]), line: startLine)) }
          start = nil
          isAtHead = true
        }
        scanner.index = place + 1
      } else {
        isAtHead = false
      }
    }
    return parts
  }
}

extension RoutineScanner {
  /// The one literal that stands here alone before the end of the statement, its quotes taken off; `nil` for anything
  /// else.
  fileprivate mutating func writtenText() -> [UInt8]? {
    let start = index
    if skipBlanks(), let text = quoted(), skipBlanks(), index >= bytes.count || bytes[index] == UInt8(ascii: ";") {
      return String(decoding: text, as: UTF8.self).split(separator: "''", omittingEmptySubsequences: false)
        .joined(separator: "'").utf8.map { $0 }
    }
    index = start
    return nil
  }
}

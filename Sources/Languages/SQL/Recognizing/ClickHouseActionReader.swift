/// Reads the actions that only ClickHouse's ALTER TABLE has (ClickHouse documentation, "ALTER").
enum ClickHouseActionReader {
  /// `nil`, and nothing taken, for an action that other dialects have too.
  static func read(_ cursor: inout TokenCursor) throws(Unrecognized) -> [AlterAction]? {
    switch cursor.word() {
    case "MATERIALIZE": return [.mutate(try words(&cursor))]
    case "CLEAR":
      // The values of a column become its default's; an index is only forgotten for old rows.
      guard cursor.isWord("COLUMN", at: 1) else { return [.other(try words(&cursor))] }
      return [.mutate(try words(&cursor))]
    case "MODIFY": return try modified(&cursor)
    case "REMOVE", "RESET", "FREEZE", "UNFREEZE", "FETCH", "FORGET": return [.other(try words(&cursor))]
    case "COMMENT" where cursor.isWord("COLUMN", at: 1): return [.other(try words(&cursor))]
    case "DETACH": return [.moveRows(try words(&cursor))]
    case "MOVE":
      let isTable = contains("TABLE", cursor)
      let moved = try words(&cursor)
      return [isTable ? .moveRows(moved) : .other(moved)]
    case "REPLACE" where cursor.isWord("PARTITION", at: 1):
      cursor.index += 2
      let start = cursor.index
      while !cursor.isAtEnd, !cursor.isWord("FROM") { try cursor.skip() }
      let partition = cursor.text(start..<cursor.index)
      _ = try words(&cursor)
      return [.dropPartition(partition)]
    case "DROP" where cursor.isWord("DETACHED", "PART", at: 1):
      cursor.index += 1
      return [.dropPartition(try words(&cursor))]
    case "DROP" where cursor.isWord("PROJECTION", "STATISTICS", at: 1):
      let isProjection = cursor.isWord("PROJECTION", at: 1)
      cursor.index += 2
      _ = cursor.accept("IF", "EXISTS")
      let name = cursor.text(cursor.index..<cursor.index + 1)
      let dropped = try words(&cursor)
      return [isProjection ? .dropIndex(name) : .other("DROP STATISTICS \(dropped)")]
    case "ADD" where cursor.isWord("PROJECTION", "STATISTICS", at: 1): return [.other(try words(&cursor))]
    default: return nil
    }
  }

  private static func modified(_ cursor: inout TokenCursor) throws(Unrecognized) -> [AlterAction]? {
    if cursor.isWord("ORDER", at: 1), cursor.isWord("BY", at: 2) {
      cursor.index += 3
      return [.setSortingKey(try words(&cursor))]
    }
    if cursor.isWord("TTL", at: 1) {
      // What is only moved to another disk, or packed, stays.
      let keeps = contains("TO", cursor) || contains("RECOMPRESS", cursor)
      let isDeleting = contains("DELETE", cursor) || !keeps
      cursor.index = cursor.limit
      return [isDeleting ? .setTimeToLive(column: nil) : .other("MODIFY TTL")]
    }
    guard cursor.isWord("COLUMN", at: 1) else {
      let isQuery = cursor.isWord("QUERY", "SETTING", at: 1)
      let head = cursor.words(cursor.index..<min(cursor.limit, cursor.index + 2))
      if isQuery { cursor.index = cursor.limit } else { _ = try words(&cursor) }
      return [.other(head)]
    }
    var column = cursor
    column.index += 2
    _ = column.accept("IF", "EXISTS")
    let name = try column.name()
    // `REMOVE DEFAULT`, `MODIFY SETTING x = 1`, `RESET SETTING x` of a column.
    if column.isWord("REMOVE", "MODIFY", "RESET") {
      cursor.index = column.index
      return [.other("MODIFY COLUMN \(try words(&cursor))")]
    }
    guard let place = place(of: "TTL", column) else { return nil }
    cursor.index += 1
    let actions = try AlterColumnReader.redefined(&cursor, renames: false)
    return place < cursor.index ? actions + [.setTimeToLive(column: name)] : actions
  }

  /// The text of the action up to the next comma, for people.
  private static func words(_ cursor: inout TokenCursor) throws(Unrecognized) -> String {
    let start = cursor.index
    while !cursor.isAtEnd, !cursor.isSymbol(ASCII.comma), !cursor.isWord("SETTINGS") {
      if cursor.isSymbol(ASCII.semicolon) { throw cursor.failure }
      try cursor.skip()
    }
    return cursor.text(start..<cursor.index)
  }

  private static func contains(_ word: String, _ cursor: TokenCursor) -> Bool { place(of: word, cursor) != nil }

  private static func place(of word: String, _ cursor: TokenCursor) -> Int? {
    (cursor.index..<max(cursor.index, cursor.limit)).first { cursor.isWord(word, at: $0 - cursor.index) }
  }
}

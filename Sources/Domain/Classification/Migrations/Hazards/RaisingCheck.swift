import SQL

/// Tells a block that only asks and raises an error: `IF EXISTS (SELECT …) THEN RAISE EXCEPTION`.
enum RaisingCheck {
  /// Words by which a block runs, or calls, something else than a query.
  private static let doers = ["execute", "perform", "call"]

  static func `is`(_ block: DynamicBlock) -> Bool {
    guard BlockStatements.parts(of: block).isEmpty, stands("raise", in: block) else { return false }
    return !doers.contains { stands($0, in: block) }
  }

  private static func stands(_ word: String, in block: DynamicBlock) -> Bool {
    var scanner = RoutineScanner(block.body)
    return scanner.nextWord(is: word)
  }
}

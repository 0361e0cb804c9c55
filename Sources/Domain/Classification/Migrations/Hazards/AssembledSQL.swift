import SQL

/// Tells code that runs a text which stands nowhere in the file: put together from parts, decoded, read from a table.
///
/// The words of such code say nothing: `EXECUTE 'DR' || 'OP TABLE users'` names no `DROP TABLE`.
enum AssembledSQL {
  /// Whether `block` runs anything else than what is written out in it.
  static func stands(in block: DynamicBlock) -> Bool {
    // Other languages reach the database, and the machine, in ways of their own.
    guard ["plpgsql", "sql"].contains(block.language.lowercased()) else { return true }
    var scanner = RoutineScanner(block.body)
    while scanner.nextWord(is: "execute") {
      if !scanner.isFollowedByWrittenText() { return true }
    }
    return false
  }
}

import SQL

/// What an edit did to the statements of a file, one way (up or down) at a time.
struct ScriptComparison: Sendable {
  /// Statements of the head that the base does not have as often, by their index.
  let added: Set<Int>
  /// Whether the base has a statement that the head does not have as often.
  let hasRemovals: Bool
  /// Whether the statements of both are the same in the same order.
  let isSame: Bool

  init(
    from base: ParsedScript, of old: MigrationFile, to head: ParsedScript, of new: MigrationFile,
    on way: SQL.Direction
  ) {
    let before = Self.forms(base, of: old, on: way)
    let after = Self.forms(head, of: new, on: way)
    var unmatched: [StatementNormalForm: Int] = [:]
    for (_, form) in before { unmatched[form, default: 0] += 1 }
    var added: Set<Int> = []
    for (index, form) in after {
      if let count = unmatched[form], count > 0 {
        unmatched[form] = count - 1
      } else {
        added.insert(index)
      }
    }
    self.added = added
    hasRemovals = unmatched.values.contains { $0 > 0 }
    isSame = before.map(\.1) == after.map(\.1)
  }

  private static func forms(
    _ script: ParsedScript, of file: MigrationFile, on way: SQL.Direction
  ) -> [(Int, StatementNormalForm)] {
    script.statements.enumerated().filter { file.direction(of: $0.element) == way }
      .map { ($0.offset, StatementNormalForm($0.element)) }
  }
}

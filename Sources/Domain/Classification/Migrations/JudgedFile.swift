import SQL

/// A migration as the head has it, with the statements that the change is answerable for.
struct JudgedFile {
  let side: MigrationSide
  /// The statements to judge, by their index.
  let added: Set<Int>
  /// Whether the path is new, and not only a new name for a merged file.
  let isNew: Bool

  /// `nil` when the head has no such file, or has it with nothing new in it.
  init?(_ migration: ChangedMigration, _ renames: MigrationRenames) {
    guard let side = migration.head, !migration.isSameContent, !renames.isNewName(migration.path) else {
      return nil
    }
    self.side = side
    isNew = migration.base == nil
    let all = Set(side.content.script?.statements.indices ?? 0..<0)
    guard let old = migration.base, let before = old.content.script, let after = side.content.script,
      old.file.role == side.file.role
    else {
      added = all
      return
    }
    let comparisons = [SQL.Direction.up, .down].map { way in
      ScriptComparison(from: before, of: old.file, to: after, of: side.file, on: way)
    }
    added = comparisons[0].added.union(comparisons[1].added)
  }

  /// Whether the file was read and has no statement.
  var isEmpty: Bool { side.content.script?.statements.isEmpty ?? false }

  /// Whether it makes a table that is taken for new, and whether it loses rows of one that may be such.
  var claimsTables: (makes: Bool, loses: Bool) {
    guard side.file.role != .down, let script = side.content.script else { return (false, false) }
    var claims = (makes: false, loses: false)
    for command in added.flatMap({ script.outcomes[$0].commands }) {
      switch command {
      case .createTable: claims.makes = true
      case .drop, .truncate, .delete, .update, .renameTable: claims.loses = true
      default: break
      }
    }
    return claims
  }

  /// Whether some statement means one thing or another depending on the schema that it meets.
  var asksForSchema: Bool {
    guard side.file.role != .down, let script = side.content.script else { return false }
    return added.contains { script.outcomes[$0].commands.contains(where: SchemaReplay.isAskedFor) }
  }
}

import Findings
import Repositories
import SQL

/// The dialect of a migration, from what its tool has written beside it, else from path and text.
struct DialectCue {
  /// How much of a tool's own file is read, in bytes; they have a few lines, a journal some hundred per
  /// migration.
  private static let toolFileBytes = 1 << 20

  /// Words of Prisma's `provider` and Drizzle's `dialect`.
  private static let names: [(String, Dialect)] = [
    ("\"postgresql\"", .postgres), ("\"cockroachdb\"", .postgres), ("\"mysql\"", .mysql),
    ("\"sqlite\"", .sqlite),
    ("\"sqlserver\"", .mssql), ("\"singlestore\"", .mysql), ("\"turso\"", .sqlite),
  ]

  /// The dialect, and the tool's file if one told.
  static func dialect(
    of file: MigrationFile, bytes: [UInt8], in tree: any TreeSnapshot
  ) throws(Failure) -> (dialect: Dialect, source: RepositoryPath?) {
    let toolFile: RepositoryPath? =
      switch file.layout {
      case .prisma: file.root.appending("migration_lock.toml")
      case .drizzle: file.root.appending("meta").appending("_journal.json")
      default: nil
      }
    if let toolFile, case .bytes(let text) = try tree.contents(at: toolFile, limit: toolFileBytes),
      let named = names.first(where: { text.containsIgnoringCase($0.0) })
    {
      return (named.1, toolFile)
    }
    return (Dialect.detect(path: file.path.display, bytes: bytes), nil)
  }
}

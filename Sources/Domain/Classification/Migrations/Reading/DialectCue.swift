import Findings
import Repositories
import SQL

/// The dialect of a migration, from what its tool has written beside it, else from path and text.
struct DialectCue {
  /// How much of a tool's own file is read, in bytes; they have a few lines, a journal some hundred per
  /// migration.
  private static let toolFileBytes = 1 << 20

  /// Words of Prisma's `provider`, Drizzle's `dialect`, Rails' and Laravel's settings, in lower case.
  private static let names: [(String, Dialect)] = [
    ("\"postgresql\"", .postgres), ("\"cockroachdb\"", .postgres), ("\"mysql\"", .mysql),
    ("\"sqlite\"", .sqlite),
    ("\"sqlserver\"", .mssql), ("\"singlestore\"", .mysql), ("\"turso\"", .sqlite),
    ("adapter: postgresql", .postgres), ("adapter: mysql2", .mysql), ("adapter: trilogy", .mysql),
    ("adapter: sqlite3", .sqlite), ("db_connection=pgsql", .postgres), ("db_connection=mysql", .mysql),
    ("db_connection=mariadb", .mysql), ("db_connection=sqlite", .sqlite),
  ]

  /// The file beside a migration in which its tool says which database is meant; `nil` for tools without one.
  static func toolFile(of file: MigrationFile) -> RepositoryPath? {
    switch file.layout {
    case .prisma: file.root.appending("migration_lock.toml")
    case .drizzle: file.root.appending("meta").appending("_journal.json")
    case .rails: file.root.directory.directory.appending("config").appending("database.yml")
    case .laravel: file.root.directory.directory.appending(".env.example")
    default: nil
    }
  }

  /// Whether the name says CockroachDB: it speaks PostgreSQL's language and takes none of its locks, for it changes schemas
  /// online, in the background (docs, "Online Schema Changes").
  static func isCockroach(_ path: RepositoryPath) -> Bool {
    path.components.contains { part in
      part.split(separator: UInt8(ascii: ".")).contains {
        $0.elementsEqual("cockroach".utf8) || $0.elementsEqual("cockroachdb".utf8)
      }
    }
  }

  /// The dialect, and the tool's file if one told.
  static func dialect(
    of file: MigrationFile, bytes: [UInt8], in tree: any TreeSnapshot
  ) throws(Failure) -> (dialect: Dialect, source: RepositoryPath?) {
    if let toolFile = toolFile(of: file), case .bytes(let text) = try tree.contents(at: toolFile, limit: toolFileBytes),
      let named = names.first(where: { text.containsIgnoringCase($0.0) })
    {
      return (named.1, toolFile)
    }
    // Code is in no dialect; what it says of one stands in its strings.
    let isText = file.layout.language == nil && !Changelog.mayBe(file.path)
    return (Dialect.detect(path: file.path.display, bytes: isText ? bytes : []), nil)
  }
}

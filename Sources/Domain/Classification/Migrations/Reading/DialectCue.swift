import Findings
import Repositories
import SQL

/// The dialect of a migration, from what its tool has written beside it, else from path and text.
struct DialectCue {
  /// How much of a tool's own file is read, in bytes; they have a few lines, a journal some hundred per
  /// migration.
  private static let toolFileBytes = 1 << 20

  /// Folders that hold a Rails application's own files: the one above `db`, and the repository.
  private static func railsFiles(_ application: RepositoryPath) -> [RepositoryPath] {
    let names = [
      "config/database.yml", "config/database.yml.sample", "config/database.yml.example", "config/database.example.yml",
      "Gemfile.lock",
    ]
    return Set([application, .root]).sorted { $1 < $0 }.flatMap { folder in
      names.map { $0.split(separator: "/").reduce(folder) { $0.appending(Array($1.utf8)) } }
    }
  }

  /// The example of the environment, and the setting that stands where it has none.
  private static func laravelFiles(_ application: RepositoryPath) -> [RepositoryPath] {
    [
      application.appending(".env.example"), application.appending("config").appending("database.php"),
      application.appending("app").appending("Config").appending("database.php"),
    ]
  }

  /// Words of Prisma's `provider`, Drizzle's `dialect`, Rails' and Laravel's settings, and drivers in Bundler's lock, in lower case.
  private static let names: [(String, Dialect)] = [
    ("\"postgresql\"", .postgres), ("\"cockroachdb\"", .postgres), ("\"mysql\"", .mysql),
    ("\"sqlite\"", .sqlite),
    ("\"sqlserver\"", .mssql), ("\"singlestore\"", .mysql), ("\"turso\"", .sqlite),
    ("adapter: postgresql", .postgres), ("adapter: mysql2", .mysql), ("adapter: trilogy", .mysql),
    ("    pg (", .postgres), ("    mysql2 (", .mysql), ("    trilogy (", .mysql),
    ("adapter: sqlite3", .sqlite), ("db_connection=pgsql", .postgres), ("db_connection=mysql", .mysql),
    ("db_connection=mariadb", .mysql), ("db_connection=sqlite", .sqlite),
    ("'db_connection', 'mysql'", .mysql), ("'db_connection', 'mariadb'", .mysql),
    ("'db_connection', 'pgsql'", .postgres), ("'db_connection', 'sqlite'", .sqlite),
    ("'default' => 'mysql'", .mysql), ("'default' => 'pgsql'", .postgres), ("'default' => 'sqlite'", .sqlite),
  ]

  /// The files in which a migration's tool says which database is meant, the surest first; none for tools without.
  static func toolFiles(of file: MigrationFile) -> [RepositoryPath] {
    switch file.layout {
    case .prisma: [file.root.appending("migration_lock.toml")]
    case .drizzle: [file.root.appending("meta").appending("_journal.json")]
    case .rails: railsFiles(file.root.directory.directory)
    case .laravel: laravelFiles(file.root.directory.directory)
    default: []
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

  /// What a tool's file says.
  fileprivate static func read(_ toolFile: RepositoryPath, in tree: any TreeSnapshot) throws(Failure) -> Dialect? {
    guard case .bytes(let text) = try tree.contents(at: toolFile, limit: toolFileBytes) else { return nil }
    let named = names.first { text.containsIgnoringCase($0.0) }?.1
    // What a developer may start with: SQLite needs no server, and says nothing of the one that runs the application.
    let isExample = toolFile.name.containsIgnoringCase("example") || toolFile.name.containsIgnoringCase("sample")
    return isExample && named == .sqlite ? nil : named
  }

  /// The dialect, and the tool's file if one told.
  static func dialect(
    of file: MigrationFile, bytes: [UInt8], in listing: TreeListing
  ) throws(Failure) -> (dialect: Dialect, source: RepositoryPath?) {
    for toolFile in toolFiles(of: file) {
      if let named = try listing.dialect(saidBy: toolFile) { return (named, toolFile) }
    }
    // Code is in no dialect; what it says of one stands in its strings.
    let isText = file.layout.language == nil && !Changelog.mayBe(file.path)
    return (Dialect.detect(path: file.path.display, bytes: isText ? bytes : []), nil)
  }
}

extension TreeListing {
  /// What a tool's file says of the database; it is read once for all migrations beside it.
  fileprivate func dialect(saidBy toolFile: RepositoryPath) throws(Failure) -> Dialect? {
    if let known = dialects[toolFile] { return known }
    let dialect = try DialectCue.read(toolFile, in: tree)
    dialects[toolFile] = .some(dialect)
    return dialect
  }
}

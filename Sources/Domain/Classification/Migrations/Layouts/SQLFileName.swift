import Findings

/// What a file's name alone says.
enum SQLFileName {
  /// Extensions under which SQL scripts are kept, lower case.
  private static let extensions = NameEndings([".sql", ".psql", ".pgsql", ".ddl", ".mysql"])

  /// Extensions of what may hold a script but cannot be read here.
  private static let packed = NameEndings([
    ".gz", ".zip", ".bz2", ".xz", ".zst", ".tar", ".tgz", ".7z", ".gpg", ".enc",
  ])

  /// Whether the name ends, or seems to end, as a SQL script's does.
  static func isSQL(_ path: RepositoryPath) -> Bool { ends(path, in: extensions) }

  /// Whether it is a script of pop's own language, which names operations and is no SQL.
  static func isFizz(_ path: RepositoryPath) -> Bool { path.hasSuffix(".fizz") }

  /// Whether a changed file is worth reading: SQL by its extension, in golang-migrate's form, or packed.
  static func mayHoldSQL(_ path: RepositoryPath) -> Bool {
    isSQL(path) || GolangMigrateName(path.name) != nil || isPackedSQL(path)
  }

  /// Whether a tool could unpack a script from this file: `x.sql.gz`, or an archive in a folder of
  /// migrations.
  static func isPackedSQL(_ path: RepositoryPath) -> Bool {
    guard ends(path, in: packed) else { return false }
    return path.name.containsIgnoringCase(".sql.") || FolderWords.standing(of: path) == .migration
  }

  /// The path of the script that a packed file holds by its name: `x.sql` for `x.sql.gz`, `x.sql` for `x.zip`
  /// too.
  static func unpacked(_ path: RepositoryPath) -> RepositoryPath {
    guard let length = packed.length(in: path.name) ?? path.undisguised.flatMap({ packed.length(in: $0.name) })
    else { return path }
    let inner = RepositoryPath(bytes: Array(path.bytes.dropLast(length)))
    return isSQL(inner) ? inner : RepositoryPath(bytes: inner.bytes + Array(".sql".utf8))
  }

  /// Whether this is a dump of a whole schema that a framework writes (Rails: `db/structure.sql`).
  static func isSnapshot(_ path: RepositoryPath) -> Bool {
    path.isNamed("structure.sql") || path.hasSuffix("_structure.sql")
  }

  private static func ends(_ path: RepositoryPath, in endings: NameEndings) -> Bool {
    // A name is more than its ending.
    endings.end(path.name.dropFirst()) || path.undisguised.map { endings.end($0.name.dropFirst()) } ?? false
  }
}

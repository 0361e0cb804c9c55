import Findings

/// What a path and its neighbourhood say about a SQL file.
struct MigrationFile: Hashable, Sendable {
  let path: RepositoryPath
  let layout: MigrationLayout
  /// The directory whose files make one history: `migrations` for `migrations/2024_x/up.sql`.
  let root: RepositoryPath
  let role: Role
  /// `nil` where the name carries none, as in a repeatable script.
  let version: MigrationVersion?
  let standing: Standing

  /// When a file runs.
  enum Role: String, Hashable, Sendable {
    /// Once, on the way forward.
    case up
    /// On a rollback only.
    case down
    /// Whenever it changed (Flyway `R__`): editing it is the way to use it.
    case repeatable
  }

  /// How sure it is that the file is run against a database at all.
  enum Standing: Int, Hashable, Sendable, Comparable {
    /// A SQL file outside every usual folder: only what destroys data is reported.
    case stray
    /// A SQL file under a folder such as `db` or `schema`.
    case schemaFolder
    /// A tool's layout, or a folder of migrations.
    case migration

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
  }

  /// Names of servers between the dots of a file's name.
  private static let servers: Set<String> = [
    "postgres", "postgresql", "pg", "mysql", "mariadb", "sqlite", "sqlite3", "cockroach", "cockroachdb", "mssql",
    "sqlserver", "oracle", "clickhouse",
  ]

  /// The one server that runs the file, as `1_users.mysql.up.sql` says; `nil` where the name says none.
  var server: String? {
    path.name.split(separator: UInt8(ascii: ".")).dropFirst().dropLast()
      .map { String(decoding: Array($0).asciiLowercased, as: UTF8.self) }.last(where: Self.servers.contains)
  }

  /// Those of `files` that `server` runs: its own, and the common ones in place of which it has none.
  static func files(_ files: [MigrationFile], runBy server: String?) -> [MigrationFile] {
    guard let server else { return files }
    var replaced: [Role: Set<MigrationVersion>] = [:]
    for file in files where file.server == server {
      if let version = file.version { replaced[file.role, default: []].insert(version) }
    }
    return files.filter { file in
      guard file.server == nil, let version = file.version else { return [nil, server].contains(file.server) }
      return replaced[file.role]?.contains(version) != true
    }
  }

  /// Whether the file, once merged, may have been run and so must stay as it is.
  var isHistory: Bool { standing == .migration && role != .repeatable }

  /// Whether some database runs this file and `other`: a file whose name says no server is for all of them.
  func sharesDatabases(with other: MigrationFile) -> Bool {
    server == nil || other.server == nil || server == other.server
  }

  /// The same, standing at `path`.
  func at(_ path: RepositoryPath) -> MigrationFile {
    MigrationFile(path: path, layout: layout, root: root, role: role, version: version, standing: standing)
  }

  /// The order in which a tool runs the files of one root.
  static func runsBefore(_ left: MigrationFile, _ right: MigrationFile) -> Bool {
    if left.root != right.root { return left.root < right.root }
    // Repeatable scripts run after every versioned one.
    if (left.role == .repeatable) != (right.role == .repeatable) { return right.role == .repeatable }
    switch (left.version, right.version) {
    case (let mine?, let theirs?) where mine != theirs: return mine < theirs
    // What has no version of its own (a baseline, a named script) comes before the numbered ones.
    case (nil, _?): return true
    case (_?, nil): return false
    default: return left.path < right.path
    }
  }
}

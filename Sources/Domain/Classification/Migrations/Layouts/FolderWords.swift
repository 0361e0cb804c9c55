import Findings

/// What the names of the folders above a SQL file say about it.
enum FolderWords {
  /// Parts of a folder's name that make the files below it migrations.
  private static let migrations = ["migrat"]

  /// Folder names under which SQL files describe or change a schema.
  private static let schema = [
    "db", "sql", "ddl", "database", "databases", "schema", "schemas", "changelog", "changelogs",
  ]

  /// Folder names whose SQL files never meet a production database.
  private static let exempt = [
    "test", "tests", "testdata", "test-data", "test_data", "testing", "__tests__", "spec", "fixture",
    "fixtures",
    "seed", "seeds", "example", "examples", "node_modules", "vendor",
  ]

  /// Whether the folders of `path` are of those whose files describe or change a schema.
  static func isSchema(_ path: RepositoryPath) -> Bool {
    switch standing(of: path) {
    case .migration, .schemaFolder: true
    case .stray, nil: false
    }
  }

  /// How sure the folders of `path` make it that the file is run against a database; `nil` for test data and
  /// seeds.
  static func standing(of path: RepositoryPath) -> MigrationFile.Standing? {
    let directory = (path.undisguised ?? path).directory
    let folders = directory.components.map { String(decoding: $0.asciiLowercased, as: UTF8.self) }
    if folders.contains(where: exempt.contains) { return nil }
    // No part holds a slash, so it stands within one folder's name. By bytes: every file of a change is asked.
    if migrations.contains(where: directory.bytes.containsIgnoringCase) { return .migration }
    let name = path.name.asciiLowercased
    if folders.contains(where: schema.contains) || name.containsIgnoringCase("schema")
      || name.containsIgnoringCase("migrat")
    {
      return .schemaFolder
    }
    return .stray
  }
}

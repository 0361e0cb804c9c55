import Findings
import Repositories
import SQL

/// The merged migrations that stand under another name after the change, their content unchanged.
struct MigrationRenames {
  private var newNames: [RepositoryPath: MigrationFile] = [:]
  private var taken: Set<RepositoryPath> = []

  /// Pairs deleted and added migrations of one content, in the order of their paths.
  init(_ migrations: [ChangedMigration]) {
    var added: [FileVersion: [MigrationFile]] = [:]
    for migration in migrations.reversed() where migration.base == nil {
      guard let side = migration.head else { continue }
      added[side.version, default: []].append(side.file)
    }
    for migration in migrations where migration.head == nil {
      guard let old = migration.base, old.file.isHistory,
        let match = added[old.version]?.lastIndex(where: { $0.role == old.file.role }),
        let new = added[old.version]?.remove(at: match)
      else { continue }
      newNames[migration.path] = new
      taken.insert(new.path)
    }
    pairCode(migrations)
  }

  /// Pairs those in code that say the same for the database, though what they follow on is another: Django's names its
  /// predecessor.
  private mutating func pairCode(_ migrations: [ChangedMigration]) {
    var added: [[[UInt8]]: [MigrationFile]] = [:]
    for migration in migrations.reversed() where migration.base == nil && !taken.contains(migration.path) {
      guard let side = migration.head, let texts = Self.texts(of: side) else { continue }
      added[texts, default: []].append(side.file)
    }
    guard !added.isEmpty else { return }
    for migration in migrations where migration.head == nil && newNames[migration.path] == nil {
      guard let old = migration.base, old.file.isHistory, let texts = Self.texts(of: old),
        let match = added[texts]?.lastIndex(where: { $0.root == old.file.root && $0.role == old.file.role }),
        let new = added[texts]?.remove(at: match)
      else { continue }
      newNames[migration.path] = new
      taken.insert(new.path)
    }
  }

  /// What the statements of a migration in code come to; `nil` where there are none, or not all are known.
  private static func texts(of side: MigrationSide) -> [[UInt8]]? {
    guard side.file.layout.language != nil, let script = side.content.script, !script.statements.isEmpty,
      script.outcomes.allSatisfy({ !$0.commands.isEmpty })
    else { return nil }
    return script.statements.map(\.text)
  }

  /// What the deleted file at `path` is called now; `nil` when it is gone.
  func newName(of path: RepositoryPath) -> MigrationFile? { newNames[path] }

  /// Whether the added file at `path` is a merged one under a new name.
  func isNewName(_ path: RepositoryPath) -> Bool { taken.contains(path) }
}

import Findings
import Repositories

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
  }

  /// What the deleted file at `path` is called now; `nil` when it is gone.
  func newName(of path: RepositoryPath) -> MigrationFile? { newNames[path] }

  /// Whether the added file at `path` is a merged one under a new name.
  func isNewName(_ path: RepositoryPath) -> Bool { taken.contains(path) }
}

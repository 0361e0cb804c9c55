import Findings
import Repositories
import SQL

/// One side of a changed migration: what the file is and what it says.
struct MigrationSide {
  let file: MigrationFile
  let content: Content
  /// The object that stands at the path, behind a link if it is one.
  let version: FileVersion
  /// Other files that were read to understand this one: such as a tool's lock file.
  let inputs: [RepositoryPath]

  /// What stands in the file.
  enum Content {
    case script(ParsedScript)
    case oversized(Int)
    /// Nothing that can be read as SQL; the reason, for people.
    case unreadable(String)

    var script: ParsedScript? {
      if case .script(let script) = self { script } else { nil }
    }
  }
}

extension MigrationSide {
  /// A symbolic link in the place of a folder of migrations; `nil` for anything else.
  ///
  /// A link that is left in a tree which follows links leads out of it, where no review sees what it brings.
  init?(linkedFolder path: RepositoryPath, _ version: FileVersion) {
    guard version.mode.isSymbolicLink, FolderWords.standing(of: path.appending("x.sql")) == .migration else {
      return nil
    }
    self.init(
      file: MigrationFile(
        path: path, layout: .generic, root: path, role: .repeatable, version: nil, standing: .migration),
      content: .unreadable("symbolic link that leads to no folder of the repository"), version: version, inputs: [])
  }
}

/// A changed migration with its sides; at least one is a migration.
struct ChangedMigration {
  let path: RepositoryPath
  let base: MigrationSide?
  let head: MigrationSide?

  /// Whether both sides are the same file, but for the executable bit.
  var isSameContent: Bool {
    guard let old = base?.version, let new = head?.version else { return false }
    return old.id == new.id && old.mode.isSymbolicLink == new.mode.isSymbolicLink
  }
}

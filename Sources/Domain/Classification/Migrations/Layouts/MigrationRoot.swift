import Findings
import Repositories

/// The files of one history, by their names alone.
struct MigrationRoot {
  let listing: TreeListing
  let precedent: TreeListing

  /// The migrations in `root` in the order in which they run, those of tools with a folder for each included.
  func files(in root: RepositoryPath) throws(Failure) -> [MigrationFile] {
    let detector = LayoutDetector(listing: listing, precedent: precedent)
    var files: [MigrationFile] = []
    for entry in try listing.entries(in: root) {
      let path = root.appending(entry.name)
      guard entry.version.mode.isDirectory else {
        if let file = try detector.file(at: path, contents: []) ?? changelog(path) { files.append(file) }
        continue
      }
      for name in ["up.sql", "down.sql", "migration.sql"] where try listing.holds(name, in: path) {
        guard let file = try detector.file(at: path.appending(name), contents: []), file.root == root else {
          continue
        }
        files.append(file)
      }
    }
    return files.sorted(by: MigrationFile.runsBefore)
  }

  /// A file that may be a changelog by its name; whether it is one, its text says.
  private func changelog(_ path: RepositoryPath) -> MigrationFile? {
    guard Changelog.mayBe(path), FolderWords.isSchema(path) else { return nil }
    return MigrationFile(
      path: path, layout: .liquibase, root: path.directory, role: .up, version: nil, standing: .migration)
  }
}

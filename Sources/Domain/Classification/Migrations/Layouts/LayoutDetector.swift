import Findings
import Repositories

/// Tells which tool's migration a SQL file is, from its path, its neighbours and, where names do not decide,
/// its text.
///
/// A tool's word is believed only where the tool itself would act on it: a down script counts as one only
/// beside its up script, and section comments and pairs of scripts only where the files that were there
/// before the change have them too, since everything that is believed to be a rollback is left out of the
/// hazards.
struct LayoutDetector {
  /// The tree that holds the file.
  let listing: TreeListing
  /// The tree before the change, which shows what the tool of a folder is.
  let precedent: TreeListing

  /// What `path` is; `nil` when it holds no SQL or is test data outside any tool's layout.
  func file(at path: RepositoryPath, contents: [UInt8]) throws(Failure) -> MigrationFile? {
    if let file = try code(path, contents: contents) { return file }
    if Changelog.isOne(path, contents), FolderWords.standing(of: path) != nil {
      return MigrationFile(
        path: path, layout: .liquibase, root: path.directory, role: .up, version: nil,
        standing: .migration)
    }
    if let file = try prisma(path) { return file }
    if let file = try diesel(path) { return file }
    if let file = try golangMigrate(path) { return file }
    if let file = try flyway(path) { return file }
    guard SQLFileName.isSQL(path) else { return nil }
    // A dump of the whole schema is no migration, but nothing may hide in one either.
    if SQLFileName.isSnapshot(path) { return generic(path, role: .up, standing: .stray) }
    if let file = try numbered(path, contents: contents) { return file }
    guard let standing = FolderWords.standing(of: path) else { return nil }
    // Where nothing is known of a tool, whatever runs the folder may run all of it.
    return generic(path, role: standing == .stray ? .up : try genericRole(path), standing: standing)
  }

  private func generic(
    _ path: RepositoryPath, role: MigrationFile.Role, standing: MigrationFile.Standing
  ) -> MigrationFile {
    MigrationFile(
      path: path, layout: .generic, root: path.directory, role: role, version: nil, standing: standing)
  }

  /// `x.down.sql` is a rollback where `x.up.sql` stands beside it.
  private func genericRole(_ path: RepositoryPath) throws(Failure) -> MigrationFile.Role {
    let name = String(decoding: path.name, as: UTF8.self)
    for (down, up) in [(".down.sql", ".up.sql"), ("_down.sql", "_up.sql")] where name.hasSuffix(down) {
      if try listing.holds(name.dropLast(down.count) + up, in: path.directory) { return .down }
      // `V0001.Title.all.down.sql` takes back one file for each server: `V0001.Title.mysql.up.sql`.
      let stem = name.prefix { $0 != "." } + "."
      guard stem.contains(where: \.isNumber) else { continue }
      for entry in try listing.entries(in: path.directory) {
        let other = String(decoding: entry.name, as: UTF8.self)
        if other.hasPrefix(stem), other.hasSuffix(up) { return .down }
      }
    }
    return .up
  }
}

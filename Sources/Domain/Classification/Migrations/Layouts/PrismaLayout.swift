import Findings

extension LayoutDetector {
  /// Prisma: `migrations/<14 digits>_<name>/migration.sql`.
  func prisma(_ path: RepositoryPath) throws(Failure) -> MigrationFile? {
    guard path.isNamed("migration.sql") else { return nil }
    let folder = path.directory
    var scanner = NameScanner(folder.name)
    guard let digits = scanner.digits(), scanner.rest.first == UInt8(ascii: "_") || scanner.rest.isEmpty
    else {
      return nil
    }
    let root = folder.directory
    // The fourteen digits are Prisma's own naming; a folder numbered by hand counts where Prisma's lock file
    // stands.
    if digits.count != 14 {
      guard try listing.holds("migration_lock.toml", in: root) else { return nil }
    }
    return MigrationFile(
      path: path, layout: .prisma, root: root, role: .up, version: MigrationVersion(digits),
      standing: .migration)
  }
}

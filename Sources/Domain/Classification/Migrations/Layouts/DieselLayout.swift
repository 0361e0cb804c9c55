import Findings

extension LayoutDetector {
  /// Diesel: `migrations/<version>_<name>/{up,down}.sql`; the version is what precedes the first underscore,
  /// without its hyphens.
  func diesel(_ path: RepositoryPath) throws(Failure) -> MigrationFile? {
    let isDown = path.isNamed("down.sql")
    guard isDown || path.isNamed("up.sql") else { return nil }
    let folder = path.directory
    var scanner = NameScanner(folder.name)
    let version = scanner.take { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }.filter(\.isASCIIDigit)
    guard !version.isEmpty, scanner.skip("_") else { return nil }
    let isRollback = isDown ? try listing.holds("up.sql", in: folder) : false
    return MigrationFile(
      path: path, layout: .diesel, root: folder.directory, role: isRollback ? .down : .up,
      version: MigrationVersion(version), standing: .migration)
  }
}

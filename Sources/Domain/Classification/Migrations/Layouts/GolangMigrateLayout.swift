import Findings

extension LayoutDetector {
  /// golang-migrate: `<version>_<title>.{up,down}.<extension>`; sqlx names its reversible migrations alike.
  func golangMigrate(_ path: RepositoryPath) throws(Failure) -> MigrationFile? {
    guard let name = GolangMigrateName(path.name) else { return nil }
    // Ory renders these into the scripts that are run.
    if SQLFileName.isFizz(path), path.directory.isNamed("templates") { return nil }
    // The tool takes any extension; outside a folder of migrations one that says SQL is asked for.
    guard SQLFileName.isSQL(path) || FolderWords.standing(of: path) == .migration else { return nil }
    // A tool that runs pairs never runs half of one forward.
    var isRollback = false
    if name.isDown {
      let hasUp = try listing.pairedScripts(in: path.directory).upVersions.contains(name.version)
      let hasPairs = try precedent.pairedScripts(in: path.directory).hasWholePairs
      isRollback = hasUp || hasPairs
    }
    let role: MigrationFile.Role = isRollback ? .down : .up
    // sqlx takes whole scripts and pairs in one folder.
    if try isCrate(path.directory) { return file(at: path, .sqlx, role: role, name) }
    // Otherwise a folder of whole scripts is another tool's, which may run a down script like any other.
    guard try precedent.pairedScripts(in: path.directory).allowsPairs else {
      return file(at: path, .generic, role: .up, name)
    }
    return file(at: path, .golangMigrate, role: role, name)
  }

  private func file(
    at path: RepositoryPath, _ layout: MigrationLayout, role: MigrationFile.Role, _ name: GolangMigrateName
  ) -> MigrationFile {
    MigrationFile(
      path: path, layout: layout, root: path.directory, role: role, version: MigrationVersion(name.version),
      standing: .migration)
  }

  /// Whether `directory` belongs to a Rust crate, which tells sqlx from tools with the same names.
  func isCrate(_ directory: RepositoryPath) throws(Failure) -> Bool {
    var folder = directory
    while true {
      if try listing.holds("Cargo.toml", in: folder) { return true }
      if folder == .root { return false }
      folder = folder.directory
    }
  }
}

/// A file name that `^([0-9]+)_(.*)\.(down|up)\.(.*)$` matches, golang-migrate's own expression.
struct GolangMigrateName {
  let version: [UInt8]
  let isDown: Bool

  /// Extensions that the tool reads for databases without SQL.
  private static let otherLanguages = ["json", "cql", "cypher", "go", "js", "ts", "py", "rb"]

  init?(_ name: some Collection<UInt8>) {
    var scanner = NameScanner(name)
    guard let digits = scanner.digits(), scanner.skip("_") else { return nil }
    let parts = scanner.rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    let direction = parts[parts.count - 2]
    let ending = String(decoding: parts[parts.count - 1].asciiLowercased, as: UTF8.self)
    guard !Self.otherLanguages.contains(ending) else { return nil }
    if direction.elementsEqual("down".utf8) {
      isDown = true
    } else if direction.elementsEqual("up".utf8) {
      isDown = false
    } else {
      return nil
    }
    version = Array(digits)
  }
}

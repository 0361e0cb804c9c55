import Findings
import Repositories

extension LayoutDetector {
  /// golang-migrate: `<version>_<title>.{up,down}.<extension>`; sqlx names its reversible migrations alike.
  func golangMigrate(_ path: RepositoryPath) throws(Failure) -> MigrationFile? {
    guard let name = GolangMigrateName(path.name) else { return nil }
    // The tool takes any extension; outside a folder of migrations one that says SQL is asked for.
    guard SQLFileName.isSQL(path) || FolderWords.standing(of: path) == .migration else { return nil }
    let isDown = name.isDown ? try hasUpScript(name, in: path.directory) : false
    return MigrationFile(
      path: path, layout: try isCrate(path.directory) ? .sqlx : .golangMigrate, root: path.directory,
      role: isDown ? .down : .up, version: MigrationVersion(name.version), standing: .migration)
  }

  private func hasUpScript(_ down: GolangMigrateName, in directory: RepositoryPath) throws(Failure) -> Bool {
    try listing.entries(in: directory).contains { entry in
      guard let name = GolangMigrateName(entry.name) else { return false }
      return !name.isDown && name.version == down.version
    }
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

import Findings
import Repositories
import SQL

/// Whether a migration tells its tool to run it without a transaction.
struct TransactionOptOut {
  let tree: any TreeSnapshot

  /// How much of Diesel's metadata is read, in bytes; it has one line.
  private static let metadataBytes = 64 * 1024

  /// The file beside the migration that may say so, where there is one: Diesel's `metadata.toml`.
  func source(for file: MigrationFile) throws(Failure) -> RepositoryPath? {
    guard file.layout == .diesel else { return nil }
    let metadata = file.path.directory.appending("metadata.toml")
    return try tree.version(at: metadata) == nil ? nil : metadata
  }

  /// Whether `script`, or the file beside it, takes the migration out of its tool's transaction.
  func isDeclared(by script: ParsedScript, of file: MigrationFile) throws(Failure) -> Bool {
    if script.script.directives.contains(where: { $0.disablesTransaction && $0.direction != .down }) {
      return true
    }
    guard let source = try source(for: file),
      case .bytes(let bytes) = try tree.contents(at: source, limit: Self.metadataBytes)
    else { return false }
    return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      line.filter { $0 > 0x20 }.starts(with: "run_in_transaction=false".utf8)
    }
  }
}

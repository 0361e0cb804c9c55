import Findings
import Repositories

/// The files that scripts of one tree have psql read with `\i` and the like, whatever their names are.
///
/// Such a file is run as a part of the script, and no name says that it is SQL. The scripts are looked for in the
/// folders of migrations and schemas at and above the file, and beside it. Each is read once, however many files ask.
final class ClientIncludes {
  private let listing: TreeListing
  private var known: [RepositoryPath: [[UInt8]]] = [:]

  init(_ listing: TreeListing) { self.listing = listing }

  /// How many scripts are read to find who includes a file, and how deep their folders stand. Where there are more,
  /// the file is taken for an included one.
  private static let scriptLimit = 20_000
  private static let folderDepth = 3

  private static let commands: Set<String> = ["\\i", "\\ir", "\\include", "\\include_relative"]

  /// Whether some script includes the file at `path`.
  func include(_ path: RepositoryPath) throws(Failure) -> Bool {
    var directory = path.directory
    while true {
      for script in try scripts(in: directory, depth: Self.folderDepth) where script.path != path {
        if known.count > Self.scriptLimit { return true }
        if try names(in: script).contains(where: { Self.leads($0, to: path) }) { return true }
      }
      if directory == .root { return false }
      directory = directory.directory
    }
  }

  /// What a file of this tree holds.
  func contents(of version: FileVersion) throws(Failure) -> FileContents {
    try listing.tree.contents(of: version, limit: ClassifierLimits.fileBytes)
  }

  private typealias Script = (path: RepositoryPath, version: FileVersion)

  private func names(in script: Script) throws(Failure) -> [[UInt8]] {
    if let names = known[script.path] { return names }
    var names: [[UInt8]] = []
    if case .bytes(let bytes) = try contents(of: script.version) { names = Self.names(in: bytes) }
    known[script.path] = names
    return names
  }

  private func scripts(
    in directory: RepositoryPath, depth: Int
  ) throws(Failure) -> [Script] {
    var scripts: [Script] = []
    for entry in try listing.entries(in: directory) {
      let path = directory.appending(entry.name)
      if entry.version.mode.isRegularFile, SQLFileName.isSQL(path) {
        scripts.append((path, entry.version))
      } else if entry.version.mode.isDirectory, depth > 0, FolderWords.isSchema(path.appending("x.sql")) {
        scripts += try self.scripts(in: path, depth: depth - 1)
      }
    }
    return scripts
  }

  /// The names that include commands give, as written.
  private static func names(in script: [UInt8]) -> [[UInt8]] {
    guard script.contains(UInt8(ascii: "\\")) else { return [] }
    return script.split(whereSeparator: \.isLineEnd).compactMap { line in
      let line = line.drop(while: \.isBlank)
      guard line.first == UInt8(ascii: "\\") else { return nil }
      let words = line.split(maxSplits: 1, whereSeparator: \.isBlank)
      guard words.count == 2, commands.contains(String(decoding: words[0].prefix(20), as: UTF8.self)) else {
        return nil
      }
      return words[1].filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    }
  }

  /// Whether a name leads to `path` from some directory: from which psql is started is not known.
  private static func leads(_ name: [UInt8], to path: RepositoryPath) -> Bool {
    let blank = UInt8(ascii: " ")
    let trimmed = Array(name.prefix(name.lastIndex { $0 != blank && $0 != UInt8(ascii: "\t") }.map { $0 + 1 } ?? 0))
    let parts = RepositoryPath(bytes: trimmed).components.filter { !$0.allSatisfy { $0 == UInt8(ascii: ".") } }
    let steps = path.components
    return !parts.isEmpty && parts.count <= steps.count
      && zip(steps.suffix(parts.count), parts).allSatisfy { $0.elementsEqual($1) }
  }
}

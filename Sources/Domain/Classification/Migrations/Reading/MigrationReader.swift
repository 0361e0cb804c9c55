import Findings
import Repositories
import SQL
import YAML

/// Reads one tree's side of changed migrations.
struct MigrationReader {
  let listing: TreeListing
  /// The tree before the change.
  let precedent: TreeListing
  let parser: any StatementParser
  /// Reads changelogs in YAML and JSON; without one they are not understood.
  var yaml: (any YAMLParser)?
  /// What changelogs name besides themselves.
  let references = ChangelogReferences()

  private var detector: LayoutDetector { LayoutDetector(listing: listing, precedent: precedent) }

  /// What stands at `path`; `nil` when it is no SQL that is run against a database.
  func side(at path: RepositoryPath, _ version: FileVersion?) throws(Failure) -> MigrationSide? {
    guard let version else { return nil }
    // A link that is left in a tree which follows links leads to no file in it.
    if version.mode.isSymbolicLink {
      return try side(at: path, version, .unreadable("symbolic link that leads to no file of the repository"))
    }
    guard version.mode.isRegularFile else { return nil }
    if SQLFileName.isFizz(path) { return try side(at: path, version, .unreadable("fizz script")) }
    if SQLFileName.isPackedSQL(path) { return try side(at: path, version, .unreadable("packed file")) }
    switch try listing.tree.contents(of: version, limit: ClassifierLimits.fileBytes) {
    case .oversized(let size): return try side(at: path, version, .oversized(size))
    case .none: return nil
    case .bytes(let bytes):
      guard let file = try detector.file(at: path, contents: bytes) else { return nil }
      let dialect = try DialectCue.dialect(of: file, bytes: bytes, in: listing)
      if Changelog.isOne(path, bytes) {
        references.begin()
        let script = try Changelog.read(bytes, at: path, dialect: dialect.dialect, self)
        return MigrationSide(
          file: file, content: script.map { .script($0) } ?? .unreadable("changelog that cannot be read"),
          version: version, inputs: [dialect.source].compactMap(\.self) + references.read.sorted())
      }
      if file.layout.language != nil {
        let script = CodeScript.read(bytes, file.layout, dialect: dialect.dialect, parser: parser)
        return MigrationSide(
          file: file, content: script.map { .script($0) } ?? .oversized(bytes.count), version: version,
          inputs: [dialect.source].compactMap(\.self))
      }
      return MigrationSide(
        file: file, content: .script(ParsedScript(bytes, dialect: dialect.dialect, parser: parser)),
        version: version,
        inputs: [dialect.source, try TransactionOptOut(tree: listing.tree).source(for: file)].compactMap(\.self))
    }
  }

  /// The script at `path` that another one includes, whenever that one runs; `nil` when there is none to read.
  func included(at path: RepositoryPath, _ version: FileVersion?) throws(Failure) -> MigrationSide? {
    guard let version, version.mode.isRegularFile else { return nil }
    let content: MigrationSide.Content
    switch try listing.tree.contents(of: version, limit: ClassifierLimits.fileBytes) {
    case .none: return nil
    case .oversized(let size): content = .oversized(size)
    case .bytes(let bytes):
      let dialect = Dialect.detect(path: path.display, bytes: bytes)
      content = .script(ParsedScript(bytes, dialect: dialect, parser: parser))
    }
    let file = MigrationFile(
      path: path, layout: .generic, root: path.directory, role: .repeatable, version: nil, standing: .migration)
    return MigrationSide(file: file, content: content, version: version, inputs: [])
  }

  /// A side of which the text is not known; the name alone says what it is.
  private func side(
    at path: RepositoryPath, _ version: FileVersion, _ content: MigrationSide.Content
  ) throws(Failure) -> MigrationSide? {
    let name = SQLFileName.unpacked(path)
    guard let file = try detector.file(at: name, contents: []) else { return nil }
    return MigrationSide(file: file.at(path), content: content, version: version, inputs: [])
  }
}

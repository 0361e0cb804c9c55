import Findings
import Repositories

extension LayoutDetector {
  /// How many files of the folder are read to see whether a folder's files have section comments.
  private static let sampledNeighbours = 4

  /// How much of a neighbour is read for that, in bytes: the comments stand near the top.
  private static let sampledBytes = 256 * 1024

  /// The tools that keep one numbered SQL file per migration and are told apart by their comments or
  /// neighbours.
  func numbered(_ path: RepositoryPath, contents: [UInt8]) throws(Failure) -> MigrationFile? {
    var scanner = NameScanner(path.name)
    let digits = scanner.digits()
    let standing = FolderWords.standing(of: path)
    if let marked = SectionComment.tool(of: contents) {
      guard digits != nil || standing == .migration else { return nil }
      let layout = try neighboursAgree(with: marked, around: path) ? marked : .generic
      return file(path, layout, version: digits)
    }
    guard let digits else { return nil }
    if path.directory.hasSuffix("supabase/migrations") { return file(path, .supabase, version: digits) }
    if try listing.holds("atlas.sum", in: path.directory) { return file(path, .atlas, version: digits) }
    if try listing.holds("_journal.json", in: path.directory.appending("meta")) {
      return file(path, .drizzle, version: digits)
    }
    guard standing == .migration else { return nil }
    if contents.starts(with: "-- no-transaction".utf8) { return file(path, .sqlx, version: digits) }
    return file(path, try isCrate(path.directory) ? .sqlx : .generic, version: digits)
  }

  private func file(
    _ path: RepositoryPath, _ layout: MigrationLayout, version: ArraySlice<UInt8>?
  ) -> MigrationFile {
    MigrationFile(
      path: path, layout: layout, root: path.directory, role: .up,
      version: version.flatMap { MigrationVersion($0) },
      standing: .migration)
  }

  /// Whether the files that stood in the folder before the change do not speak against `tool`: without this,
  /// a `-- migrate:down` line in a folder whose tool runs whole files would hide everything below it.
  private func neighboursAgree(
    with tool: MigrationLayout, around path: RepositoryPath
  ) throws(Failure) -> Bool {
    var sampled = 0
    for entry in try precedent.entries(in: path.directory) where sampled < Self.sampledNeighbours {
      guard SQLFileName.isSQL(path.directory.appending(entry.name)), entry.version.mode.isRegularFile,
        case .bytes(let bytes) = try precedent.tree.contents(of: entry.version, limit: Self.sampledBytes)
      else { continue }
      if SectionComment.tool(of: bytes) == tool { return true }
      sampled += 1
    }
    return sampled == 0
  }
}

import Findings
import Repositories
import SQL

/// Looks for the way back of new migrations.
struct RollbackReview {
  let base: MigrationReader
  let head: MigrationReader
  /// What is known of the histories that were asked about.
  private var usual: [RepositoryPath: Bool] = [:]

  init(base: MigrationReader, head: MigrationReader) {
    self.base = base
    self.head = head
  }

  /// How many of a history's newest migrations are read to see whether they can be taken back.
  private static let sampled = 3

  /// What a new migration lacks; `nil` where its tool has no way back, or its history never had one.
  mutating func finding(_ judged: JudgedFile) throws(Failure) -> Finding? {
    let file = judged.side.file
    guard judged.isNew, file.role == .up, file.standing == .migration, let script = judged.side.content.script else {
      return nil
    }
    let up = script.commands(on: .up, of: file)
    guard ScriptOutline(up).changesSchema, try isUsual(file) else { return nil }
    return RollbackMissing.finding(judged.side, up: up, down: try rollback(of: file, script, head))
  }

  /// Whether the history's newest migrations can be taken back.
  private mutating func isUsual(_ file: MigrationFile) throws(Failure) -> Bool {
    guard Self.hasRollbacks(file) else { return false }
    if let known = usual[file.root] { return known }
    let answer = try hasRollback(in: file)
    usual[file.root] = answer
    return answer
  }

  private func hasRollback(in file: MigrationFile) throws(Failure) -> Bool {
    let files = try MigrationRoot(listing: base.listing, precedent: base.precedent).files(in: file.root)
    for other in files.filter({ $0.role == .up }).suffix(Self.sampled) {
      guard let side = try base.side(at: other.path, base.listing.tree.version(at: other.path)),
        let script = side.content.script, let down = try rollback(of: side.file, script, base)
      else { continue }
      if !down.commands.isEmpty { return true }
    }
    return false
  }

  private static func hasRollbacks(_ file: MigrationFile) -> Bool {
    switch file.layout {
    case .golangMigrate, .sqlx: GolangMigrateName(file.path.name) != nil
    case .diesel, .dbmate, .goose, .sqlMigrate, .alembic, .knex, .sequelize, .typeorm, .laravel, .fluent: true
    default: false
    }
  }

  /// The way back of `file`, in itself or in the script beside it; `nil` where there is none.
  private func rollback(
    of file: MigrationFile, _ script: ParsedScript, _ reader: MigrationReader
  ) throws(Failure) -> ParsedRollback? {
    guard !file.layout.dividesFiles else { return ParsedRollback(script, of: file) }
    guard let path = try counterpart(of: file, reader.listing),
      let side = try reader.side(at: path, reader.listing.tree.version(at: path)), let down = side.content.script
    else { return nil }
    return ParsedRollback(down, of: side.file)
  }

  private func counterpart(of file: MigrationFile, _ listing: TreeListing) throws(Failure) -> RepositoryPath? {
    let folder = file.path.directory
    if file.layout == .diesel { return try listing.holds("down.sql", in: folder) ? folder.appending("down.sql") : nil }
    guard let name = GolangMigrateName(file.path.name) else { return nil }
    let entry = try listing.entries(in: folder).first { entry in
      GolangMigrateName(entry.name).map { $0.isDown && $0.version == name.version } ?? false
    }
    return entry.map { folder.appending($0.name) }
  }
}

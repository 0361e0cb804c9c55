import Findings
import Repositories
import SQL

/// What the migrations of the base tree made of the schema: read once per history, and only when a statement
/// of the change asks for it.
struct SchemaReplay {
  let reader: MigrationReader
  let memory: (any SchemaMemory)?

  /// The schema that the history in `root` built, and the files that say so.
  ///
  /// Of files that each are for one server, `server` tells whose are read.
  ///
  /// A history above the limits is read as far as they go: what is then not known is reported as not known.
  func schema(
    of root: RepositoryPath, runBy server: String?
  ) throws(Failure) -> (schema: SchemaState, files: [RepositoryPath]) {
    let named = MigrationFile.files(
      try MigrationRoot(listing: reader.listing, precedent: reader.precedent).files(in: root), runBy: server)
    let slot = root.bytes + (server.map { [0] + Array($0.utf8) } ?? [])
    guard let memory else { return try replay(named) }
    let key = try SchemaKey(named, in: root, reader)
    if let kept = memory.recall(slot, key: key.bytes), let known = Self.decoded(kept) { return known }
    let replayed = try replay(named)
    memory.remember(Self.encoded(replayed), of: slot, key: key.bytes)
    return replayed
  }

  private static func encoded(_ known: (schema: SchemaState, files: [RepositoryPath])) -> [UInt8] {
    var writer = ByteWriter()
    writer.list(known.files) { $0.bytes($1.bytes) }
    writer.bytes(known.schema.bytes)
    return writer.output
  }

  /// `nil` for bytes that are none of ``encoded(_:)``.
  private static func decoded(_ bytes: [UInt8]) -> (schema: SchemaState, files: [RepositoryPath])? {
    var reader = ByteReader(bytes)
    do {
      let files = try reader.list { reader throws(DamagedBytes) in RepositoryPath(bytes: try reader.bytes()) }
      let schema = try SchemaState(bytes: try reader.bytes())
      return reader.isAtEnd ? (schema, files) : nil
    } catch {
      return nil
    }
  }

  private func replay(
    _ named: [MigrationFile]
  ) throws(Failure) -> (schema: SchemaState, files: [RepositoryPath]) {
    var schema = SchemaState()
    var files: [RepositoryPath] = []
    var bytesLeft = MigrationLimits.replayedBytes
    for named in try RevisionOrder.sorted(named, in: reader.listing.tree) {
      guard files.count < MigrationLimits.replayedFiles, bytesLeft > 0 else { break }
      guard named.role != .down, let version = try reader.listing.tree.version(at: named.path),
        let side = try reader.side(at: named.path, version), let script = side.content.script
      else { continue }
      bytesLeft -= script.statements.reduce(0) { $0 + $1.text.count }
      files.append(named.path)
      schema.enter(named.path, isChange: false, dialect: script.script.dialect)
      for command in script.commands(on: .up, of: side.file) where !side.file.keepsNames(command) {
        schema.apply(command)
      }
    }
    return (schema, files)
  }

  /// Whether what `command` means depends on the schema that it meets.
  static func isAskedFor(by command: Command) -> Bool {
    switch command {
    case .alterTable(let alter): !alter.actions.isEmpty
    case .createTable(let create): create.ifNotExists || create.partitionOf != nil
    case .alterDomain, .drop, .createIndex: true
    case .delete(let change), .update(let change): !change.whereNotNull.isEmpty
    case .truncate(let truncate): truncate.cascade
    case .createView(let view): view.orReplace
    case .createRoutine(let routine): routine.orReplace
    case .select(let query): !query.calls.isEmpty
    default: false
    }
  }
}

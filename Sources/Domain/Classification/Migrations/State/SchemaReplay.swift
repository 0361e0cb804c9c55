import Findings
import Repositories
import SQL

/// What the migrations of the base tree made of the schema: read once per history, and only when a statement
/// of the change asks for it.
struct SchemaReplay {
  let reader: MigrationReader

  /// The schema that the history in `root` built, and the files that say so.
  ///
  /// A history above the limits is read as far as they go: what is then not known is reported as not known.
  func schema(of root: RepositoryPath) throws(Failure) -> (schema: SchemaState, files: [RepositoryPath]) {
    var schema = SchemaState()
    var files: [RepositoryPath] = []
    var bytesLeft = MigrationLimits.replayedBytes
    let named = try MigrationRoot(listing: reader.listing, precedent: reader.precedent).files(in: root)
    for named in try RevisionOrder.sorted(named, in: reader.listing.tree) {
      guard files.count < MigrationLimits.replayedFiles, bytesLeft > 0 else { break }
      guard named.role != .down, let version = try reader.listing.tree.version(at: named.path),
        let side = try reader.side(at: named.path, version), let script = side.content.script
      else { continue }
      bytesLeft -= script.statements.reduce(0) { $0 + $1.text.count }
      files.append(named.path)
      schema.enter(named.path, isChange: false)
      for command in script.commands(on: .up, of: side.file) { schema.apply(command) }
    }
    return (schema, files)
  }

  /// Whether what `command` means depends on the schema that it meets.
  static func isAskedFor(by command: Command) -> Bool {
    switch command {
    case .alterTable(let alter): !alter.actions.isEmpty
    case .createTable(let create): create.ifNotExists || create.partitionOf != nil
    case .alterDomain, .drop, .createIndex: true
    case .truncate(let truncate): truncate.cascade
    case .select(let query): !query.calls.isEmpty
    default: false
    }
  }
}

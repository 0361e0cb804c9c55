import Findings
import Repositories
import SQL

/// Everything that the replay of a history depends on, as bytes: two histories with one key make one schema.
struct SchemaKey {
  let bytes: [UInt8]

  /// Raised whenever the same files make another schema, or the same schema is written otherwise.
  private static let edition = 3

  /// The key of the history in `root` with these `files`, read by `reader`.
  init(_ files: [MigrationFile], in root: RepositoryPath, _ reader: MigrationReader) throws(Failure) {
    var writer = ByteWriter()
    writer.number(Self.edition)
    writer.text(reader.parser.identity)
    writer.bytes(root.bytes)
    for file in files {
      writer.bytes(file.path.bytes)
      writer.text(file.layout.rawValue)
      Self.write(try reader.listing.tree.version(at: file.path), to: &writer)
    }
    // The folder's other files tell the tool and the dialect.
    for entry in try reader.listing.entries(in: root) + reader.listing.entries(in: root.appending("meta")) {
      writer.bytes(entry.name)
      Self.write(entry.version, to: &writer)
    }
    // So does what a tool says of the database elsewhere. What makes a folder a crate's is in the layouts above.
    for path in Set(files.flatMap(DialectCue.toolFiles)).sorted() {
      Self.write(try reader.listing.tree.version(at: path), to: &writer)
    }
    bytes = writer.output
  }

  private static func write(_ version: FileVersion?, to writer: inout ByteWriter) {
    writer.number(Int(version?.mode.rawValue ?? 0))
    writer.bytes(version?.id.bytes ?? [])
  }
}

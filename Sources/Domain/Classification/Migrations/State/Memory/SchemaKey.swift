import Findings
import Repositories
import SQL

/// Everything that the replay of a history depends on, as bytes: two histories with one key make one schema.
struct SchemaKey {
  let bytes: [UInt8]

  /// Raised whenever the same files make another schema, or the same schema is written otherwise.
  private static let edition = 1

  /// Files outside a history that tell how it is read: a tool's settings, and what makes a folder a crate's.
  private static let neighbours = ["Cargo.toml", "config/database.yml", ".env.example"]

  /// The key of the history in `root` with these `files`, read by `reader`.
  init(_ files: [MigrationFile], in root: RepositoryPath, _ reader: MigrationReader) throws(Failure) {
    var writer = ByteWriter()
    writer.number(Self.edition)
    writer.text(reader.parser.identity)
    writer.bytes(root.bytes)
    for file in files {
      writer.bytes(file.path.bytes)
      writer.text(file.layout.rawValue)
      writer.text(try reader.listing.tree.version(at: file.path).map(Self.words) ?? "")
    }
    // The folder's other files tell the tool and the dialect.
    for entry in try reader.listing.entries(in: root) + reader.listing.entries(in: root.appending("meta")) {
      writer.bytes(entry.name)
      writer.text(Self.words(entry.version))
    }
    var folder = root
    while folder != .root {
      folder = folder.directory
      for name in Self.neighbours {
        let path = name.split(separator: "/").reduce(folder) { $0.appending(String($1)) }
        writer.text(try reader.listing.tree.version(at: path).map(Self.words) ?? "")
      }
    }
    bytes = writer.output
  }

  private static func words(_ version: FileVersion) -> String { "\(version.mode) \(version.id.hex)" }
}

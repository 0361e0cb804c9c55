import Classification
import Findings
import Repositories
import Signing

/// What the histories of migrations made of the schema, in `<git dir>/gatehouse/cache/schema-…`, one file for each history.
///
/// Only what judges staged files or a push on a person's machine uses it: CI and `verify` read the histories, since
/// whoever could write such a file could have a type or a table pass for another. Deleting it changes no verdict.
struct SchemaMemoryFile: SchemaMemory {
  /// The directory of caches, which need not exist.
  let directory: String

  /// The first line; another one means another form.
  private static let header = Array("gatehouse schema 1\n".utf8)

  /// The most bytes that are read or written; a larger schema is made anew every time.
  private static let limit = 16 << 20

  func recall(_ name: [UInt8], key: [UInt8]) -> [UInt8]? {
    guard let bytes = try? Files.readIfPresent(file(of: name), limit: Self.limit) else {
      return nil
    }
    return Self.decode(bytes, key: key)
  }

  func remember(_ schema: [UInt8], of name: [UInt8], key: [UInt8]) {
    let bytes = Self.encode(schema, key: key)
    guard bytes.count <= Self.limit else { return }
    try? Files.makeDirectory(directory)
    try? Files.write(bytes, to: file(of: name), isDurable: false)
  }

  private func file(of name: [UInt8]) -> String {
    directory + "/schema-" + SHA256Function.crypto(name).hex.prefix(16)
  }

  /// The header, the digest of the key, of the program and of the schema, then the schema.
  static func encode(_ schema: [UInt8], key: [UInt8]) -> [UInt8] { header + seal(schema, key: key) + schema }

  /// What ``encode(_:key:)`` wrote under the same key by the same program; `nil` for anything else.
  static func decode(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: header), let end = bytes[header.count...].firstIndex(of: UInt8(ascii: "\n")),
      case let schema = Array(bytes[(end + 1)...]), bytes[header.count...end].elementsEqual(seal(schema, key: key))
    else { return nil }
    return schema
  }

  private static func seal(_ schema: [UInt8], key: [UInt8]) -> [UInt8] {
    let parts = [Array(ToolVersion.current.utf8), key, schema].map { SHA256Function.crypto($0).hex }
    return Array((SHA256Function.crypto(Array(parts.joined(separator: " ").utf8)).hex + "\n").utf8)
  }
}

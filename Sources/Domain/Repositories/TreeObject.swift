import Findings

/// The bytes of a tree object.
enum TreeObject {
  /// Reads all entries.
  static func parse(_ bytes: [UInt8], format: ObjectFormat, id: ObjectID) throws(Failure) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var cursor = try TreeCursor(bytes, format: format, of: id)
    while !cursor.isAtEnd {
      entries.append(try cursor.entry())
      try cursor.advance()
    }
    return entries
  }

  /// Writes entries in the order that git wants: by the bytes of their names, a directory's as if it ended in a slash.
  static func bytes(_ entries: [TreeEntry]) -> [UInt8] {
    func sortKey(_ entry: TreeEntry) -> [UInt8] {
      entry.name + (entry.version.mode.isDirectory ? [UInt8(ascii: "/")] : [])
    }
    return entries.sorted { sortKey($0).lexicographicallyPrecedes(sortKey($1)) }.flatMap { entry in
      Array("\(String(entry.version.mode.rawValue, radix: 8)) ".utf8) + entry.name + [0] + entry.version.id.bytes
    }
  }
}

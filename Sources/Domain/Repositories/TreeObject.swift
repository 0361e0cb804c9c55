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
}

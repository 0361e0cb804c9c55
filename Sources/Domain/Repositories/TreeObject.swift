import Findings

/// The bytes of a tree object: `<octal mode> <name>\0<raw id>`, repeated.
enum TreeObject {
  /// Reads all entries. A tree that does not parse, or names what no checkout may hold, is an error: never "empty".
  static func parse(_ bytes: [UInt8], format: ObjectFormat, id: ObjectID) throws(Failure) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    var index = 0
    while index < bytes.count {
      guard let space = bytes[index...].firstIndex(of: UInt8(ascii: " ")),
        let mode = FileMode(octal: bytes[index..<space]),
        let end = bytes[space...].firstIndex(of: 0),
        end + format.byteCount < bytes.count,
        let entry = ObjectID(bytes: bytes[(end + 1)...(end + format.byteCount)])
      else { throw damaged(id) }
      let name = Array(bytes[(space + 1)..<end])
      guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else { throw damaged(id) }
      entries.append(TreeEntry(name: name, version: FileVersion(mode: mode, id: entry)))
      index = end + 1 + format.byteCount
    }
    return entries
  }

  private static func damaged(_ id: ObjectID) -> Failure {
    Failure(
      .repositoryUnavailable, "tree \(id) is malformed", hint: "run git fsck: the repository may be damaged")
  }
}

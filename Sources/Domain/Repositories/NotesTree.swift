public import Findings

/// The notes of a notes ref, read from its tree.
///
/// A note stands at the hexadecimal name of its object, which git splits after two digits as often as it sees fit:
/// `ab12…`, `ab/12…`, `ab/12/…`.
public struct NotesTree {
  private let tree: StoredTree

  /// The largest note that is read, in bytes.
  public static let noteLimit = 1 << 20

  /// - Parameter tip: the commit that the notes ref holds.
  public init(tip: ObjectID, reader: any ObjectReader) throws(Failure) {
    tree = StoredTree(root: try reader.commit(tip).tree, reader: reader)
  }

  /// The note on an object; `nil` when there is none, or one too large to be ours.
  public func note(on id: ObjectID) throws(Failure) -> [UInt8]? {
    var directory = RepositoryPath.root
    var rest = Array(id.hex.utf8)[...]
    while true {
      let entries = try tree.entries(in: directory)
      if let note = entries.first(where: { $0.name.elementsEqual(rest) }), note.version.mode.isRegularFile {
        guard case .bytes(let bytes) = try tree.contents(of: note.version, limit: Self.noteLimit) else { return nil }
        return bytes
      }
      let digits = rest.prefix(2)
      guard rest.count > 2,
        let folder = entries.first(where: { $0.name.elementsEqual(digits) && $0.version.mode.isDirectory })
      else { return nil }
      directory = directory.appending(folder.name)
      rest = rest.dropFirst(2)
    }
  }
}

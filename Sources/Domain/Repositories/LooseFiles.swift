public import Findings

/// Files that stand in no repository, as the objects that git would store for them: every one new, and nothing beside them.
public final class LooseFiles: ObjectReader {
  public let format = ObjectFormat.sha1
  private var objects: [ObjectID: RawObject] = [:]

  /// The change that adds them.
  public private(set) lazy var change = ChangeSet(
    files: additions, base: StoredTree(root: nil, reader: self), head: StoredTree(root: root, reader: self))

  private var additions: [FileChange] = []
  private var root: ObjectID?

  /// - Parameters:
  ///   - files: the contents, by paths as a repository would know them.
  ///   - hashes: makes the ids.
  /// - Throws: `usage` where one path is the directory of another.
  public init(_ files: [RepositoryPath: [UInt8]], hashes: HashFunctions) throws(Failure) {
    var directories: [RepositoryPath: [TreeEntry]] = [.root: []]
    for (path, bytes) in files {
      let version = FileVersion(mode: .regular, id: try store(.blob, bytes, hashes))
      additions.append(FileChange(path: path, old: nil, new: version))
      directories[path.directory, default: []].append(TreeEntry(name: Array(path.name), version: version))
      var directory = path.directory
      while directory != .root {
        directory = directory.directory
        directories[directory, default: []] += []
      }
    }
    // A directory's id is known when those of all below it are.
    let deepestFirst = directories.keys.sorted { ($1.components.count, $0) < ($0.components.count, $1) }
    for directory in deepestFirst {
      guard files[directory] == nil else {
        throw Failure(.usage, "\(directory.display) is named as a file and as a folder", hint: "name each file once")
      }
      let id = try store(.tree, TreeObject.bytes(directories[directory] ?? []), hashes)
      if directory == .root {
        root = id
      } else {
        let version = FileVersion(mode: .directory, id: id)
        directories[directory.directory]?.append(TreeEntry(name: Array(directory.name), version: version))
      }
    }
  }

  private func store(_ kind: ObjectKind, _ bytes: [UInt8], _ hashes: HashFunctions) throws(Failure) -> ObjectID {
    guard let id = ObjectID(bytes: hashes(.sha1, Array("\(kind.rawValue) \(bytes.count)\0".utf8) + bytes)) else {
      throw Failure(.internal, "SHA-1 gave no object id")
    }
    objects[id] = RawObject(kind: kind, bytes: bytes)
    return id
  }

  public func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    objects[id].map { ObjectHeader(kind: $0.kind, size: $0.bytes.count) }
  }

  public func read(_ id: ObjectID) throws(Failure) -> RawObject? { objects[id] }

  public func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure {
    Failure(.inputIncomplete, "there is no \(kind.rawValue) \(id) among the named files")
  }
}

public import Findings
public import Repositories

/// A whole tree of files in memory, with the object ids that git would give them (SHA-1). Blobs of more than
/// a mebibyte get made-up ids, of their length and their ends, since hashing them takes seconds in an
/// unoptimised build.
///
///     let head: MemoryTree = ["rules.v4": "*filter\nCOMMIT\n", "link": .symbolicLink(to: "rules.v4")]
public struct MemoryTree: TreeSnapshot, Sendable {
  /// One file: a mode and what git stores for it.
  public struct File: Hashable, Sendable, ExpressibleByStringLiteral {
    public let mode: FileMode
    /// The blob's bytes; of a gitlink, the raw id of the commit.
    public let bytes: [UInt8]

    public init(mode: FileMode = .regular, bytes: [UInt8]) {
      self.mode = mode
      self.bytes = bytes
    }

    public init(stringLiteral text: String) { self = .text(text) }

    public static func text(_ text: String) -> File { File(bytes: Array(text.utf8)) }

    public static func executable(_ text: String) -> File { File(mode: .executable, bytes: Array(text.utf8)) }

    public static func symbolicLink(to target: String) -> File {
      File(mode: .symbolicLink, bytes: Array(target.utf8))
    }

    /// A submodule pinned to `commit`.
    public static func gitlink(_ commit: ObjectID) -> File { File(mode: .gitlink, bytes: commit.bytes) }
  }

  private var versions: [RepositoryPath: FileVersion] = [:]
  private var directories: [RepositoryPath: [TreeEntry]] = [:]
  private var blobs: [ObjectID: [UInt8]] = [:]

  /// Other states that are among the objects, by their commits.
  public var states: [ObjectID: MemoryTree] = [:]

  /// Every file by its path, directories left out.
  public let files: [RepositoryPath: File]

  /// Builds the tree that holds `files`; a path must not be both a file and the directory of another.
  public init(_ files: [RepositoryPath: File]) {
    self.files = files
    let sorted = files.sorted { $0.key < $1.key }
    _ = addDirectory(.root, files: sorted[...], depth: 0)
  }

  /// Builds the tree of UTF-8 paths and files.
  public init(_ files: [String: File]) {
    self.init(Dictionary(uniqueKeysWithValues: files.map { (RepositoryPath($0.key), $0.value) }))
  }

  public func version(at path: RepositoryPath) throws(Failure) -> FileVersion? { versions[path] }

  public func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry] {
    directories[directory] ?? []
  }

  public func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents {
    guard version.mode.isRegularFile || version.mode.isSymbolicLink else { return .none }
    guard let bytes = blobs[version.id] else {
      throw Failure(.inputIncomplete, "object \(version.id) is not in this tree")
    }
    return bytes.count > limit ? .oversized(bytes.count) : .bytes(bytes)
  }

  public func symbolicLinks() throws(Failure) -> SymbolicLinks {
    SymbolicLinks(targets: files.filter { $0.value.mode.isSymbolicLink }.mapValues(\.bytes))
  }

  public func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)? { states[commit] }

  /// The tree with `file` at `path`, or without anything there when `file` is `nil`.
  public func replacing(_ path: RepositoryPath, with file: File?) -> MemoryTree {
    var files = files
    files[path] = file
    var tree = MemoryTree(files)
    tree.states = states
    return tree
  }

  /// Adds the directory and everything below it. `files` are those below it, in byte order of their paths.
  private mutating func addDirectory(
    _ directory: RepositoryPath, files: ArraySlice<(key: RepositoryPath, value: File)>, depth: Int
  ) -> ObjectID? {
    var entries: [TreeEntry] = []
    for (name, group) in Dictionary(grouping: files, by: { Array($0.key.components[depth]) }) {
      let path = directory.appending(name)
      if let file = group.first(where: { $0.key == path })?.value {
        if let id = add(file, at: path) {
          entries.append(TreeEntry(name: name, version: FileVersion(mode: file.mode, id: id)))
        }
      } else if let id = addDirectory(path, files: group[...], depth: depth + 1) {
        entries.append(TreeEntry(name: name, version: FileVersion(mode: .directory, id: id)))
      }
    }
    directories[directory] = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    guard let id = Self.treeID(entries) else { return nil }
    versions[directory] = FileVersion(mode: .directory, id: id)
    return id
  }

  private mutating func add(_ file: File, at path: RepositoryPath) -> ObjectID? {
    let id = file.mode.isGitlink ? ObjectID(bytes: file.bytes) : Self.blobID(file.bytes)
    guard let id else { return nil }
    if !file.mode.isGitlink { blobs[id] = file.bytes }
    versions[path] = FileVersion(mode: file.mode, id: id)
    return id
  }

  /// Git orders the entries of a tree object as if the name of a directory ended in a slash.
  private static func treeID(_ entries: [TreeEntry]) -> ObjectID? {
    let ordered = entries.map { ($0.name + ($0.version.mode.isDirectory ? [UInt8(ascii: "/")] : []), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    var body: [UInt8] = []
    for (_, entry) in ordered {
      body += Array("\(String(entry.version.mode.rawValue, radix: 8)) ".utf8) + entry.name + [0]
      body += entry.version.id.bytes
    }
    return objectID(type: "tree", body)
  }

  private static func blobID(_ bytes: [UInt8]) -> ObjectID? {
    let end = 1 << 16
    if bytes.count <= 1 << 20 { return objectID(type: "blob", bytes) }
    return objectID(type: "large blob", Array("\(bytes.count) ".utf8) + bytes.prefix(end) + bytes.suffix(end))
  }

  private static func objectID(type: String, _ body: [UInt8]) -> ObjectID? {
    ObjectID(bytes: SHA1.hash(Array("\(type) \(body.count)\0".utf8) + body))
  }
}

extension MemoryTree: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, File)...) {
    self.init(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}

extension ChangeSet {
  /// What differs between two trees in memory.
  public init(from base: MemoryTree, to head: MemoryTree) throws(Failure) {
    var files: [FileChange] = []
    for path in Set(base.files.keys).union(head.files.keys) {
      let old = try base.files[path].flatMap { _ throws(Failure) in try base.version(at: path) }
      let new = try head.files[path].flatMap { _ throws(Failure) in try head.version(at: path) }
      if old != new { files.append(FileChange(path: path, old: old, new: new)) }
    }
    self.init(files: files, base: base, head: head)
  }
}

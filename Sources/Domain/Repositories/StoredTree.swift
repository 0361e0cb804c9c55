public import Findings

/// The state of the files that a tree object holds, read through an ``ObjectReader``.
///
/// Directories that were opened are kept, since classifiers ask for the neighbours of what changed.
public final class StoredTree: TreeSnapshot {
  private let reader: any ObjectReader
  private let linkMemory: (any LinkMemory)?
  private let findRoot: () throws(Failure) -> ObjectID?
  private var opened: [RepositoryPath: [TreeEntry]] = [:]

  /// A state; `root` is `nil` for the empty tree.
  ///
  /// - Parameter linkMemory: where the links of the tree may be remembered from the last time.
  public convenience init(root: ObjectID?, reader: any ObjectReader, linkMemory: (any LinkMemory)? = nil) {
    self.init(reader: reader, linkMemory: linkMemory) { root }
  }

  /// A state whose tree is looked up when a directory is first asked for: a commit in which nothing is governed reads
  /// blobs by their ids and never needs it.
  ///
  /// - Parameter findRoot: gives the tree, `nil` for the empty one.
  public init(
    reader: any ObjectReader, linkMemory: (any LinkMemory)? = nil, findRoot: @escaping () throws(Failure) -> ObjectID?
  ) {
    self.reader = reader
    self.linkMemory = linkMemory
    self.findRoot = findRoot
  }

  public func version(at path: RepositoryPath) throws(Failure) -> FileVersion? {
    // The root itself is opened once and then found among the opened directories.
    if path == .root { return try findRoot().map { FileVersion(mode: .directory, id: $0) } }
    return try entries(in: path.directory).first { $0.name.elementsEqual(path.name) }?.version
  }

  public func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry] {
    if let known = opened[directory] { return known }
    var entries: [TreeEntry] = []
    if let version = try version(at: directory), version.mode.isDirectory {
      entries = try reader.tree(version.id).sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }
    opened[directory] = entries
    return entries
  }

  public func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents {
    try reader.contents(of: version, limit: limit)
  }

  public func symbolicLinks() throws(Failure) -> SymbolicLinks {
    guard let root = try findRoot() else { return SymbolicLinks(targets: [:]) }
    return try LinkListing(reader: reader).links(of: root, memory: linkMemory)
  }

  public func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)? { try reader.state(of: commit) }
}

extension ObjectReader {
  /// The state that a commit holds; `nil` when it is not here.
  func state(of commit: ObjectID) throws(Failure) -> StoredTree? {
    guard commit.bytes.count == format.byteCount, let object = try read(commit), object.kind == .commit else {
      return nil
    }
    return StoredTree(root: try Commit.parse(object.bytes, id: commit).tree, reader: self)
  }

  /// The bytes of a blob up to a limit; asks for its size first, so that a huge file is never held in memory.
  func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents {
    guard !version.mode.isGitlink, !version.mode.isDirectory else { return .none }
    guard let header = try header(of: version.id) else { throw missing(version.id, .blob) }
    guard header.size <= limit else { return .oversized(header.size) }
    return .bytes(try require(version.id, .blob))
  }
}

/// A stored tree with changes laid over it: the index, as git lists it against `HEAD`, without writing a tree.
public final class OverlaidTree: TreeSnapshot {
  private let below: StoredTree
  private let reader: any ObjectReader
  private let changes: [FileChange]
  private let changed: [RepositoryPath: FileVersion?]
  private let changedIn: [RepositoryPath: Set<RepositoryPath>]

  /// Lays the new sides of `changes` over `below`.
  public init(_ changes: [FileChange], over below: StoredTree, reader: any ObjectReader) {
    self.below = below
    self.reader = reader
    self.changes = changes
    var changed: [RepositoryPath: FileVersion?] = [:]
    var changedIn: [RepositoryPath: Set<RepositoryPath>] = [:]
    for change in changes {
      changed[change.path] = .some(change.new)
      var path = change.path
      // Every ancestor may have gained or lost an entry.
      while path != .root {
        changedIn[path.directory, default: []].insert(path)
        path = path.directory
      }
    }
    self.changed = changed
    self.changedIn = changedIn
  }

  public func version(at path: RepositoryPath) throws(Failure) -> FileVersion? {
    if let change = changed[path] { return change }
    guard changedIn[path] != nil else { return try below.version(at: path) }
    // A directory with changes inside: it stands if anything is left in it.
    return try entries(in: path).isEmpty ? nil : try below.version(at: path) ?? Self.newDirectory(reader.format)
  }

  public func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry] {
    let stored = try below.entries(in: directory)
    guard let touched = changedIn[directory] else { return stored }
    var entries = stored.filter { !touched.contains(directory.appending($0.name)) }
    for path in touched {
      if let version = try version(at: path) { entries.append(TreeEntry(name: Array(path.name), version: version)) }
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  public func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents {
    try reader.contents(of: version, limit: limit)
  }

  public func symbolicLinks() throws(Failure) -> SymbolicLinks {
    try below.symbolicLinks().applying(changes, in: self)
  }

  public func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)? { try reader.state(of: commit) }

  /// A directory that is in the index only has no tree object yet; the zero id says so.
  private static func newDirectory(_ format: ObjectFormat) -> FileVersion? {
    ObjectID(bytes: [UInt8](repeating: 0, count: format.byteCount)).map { FileVersion(mode: .directory, id: $0) }
  }
}

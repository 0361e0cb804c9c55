public import Findings

/// Reads raw objects from a repository's object database, by id.
///
/// Two adapters serve it, libgit2 and `git cat-file --batch`; both give the same bytes, so that a change set is the same
/// whichever read it. Neither follows replace refs, grafts, attributes or filters.
public protocol ObjectReader: AnyObject {
  /// The hash function of the repository.
  var format: ObjectFormat { get }

  /// The kind and size of an object; `nil` when it is not here.
  func header(of id: ObjectID) throws(Failure) -> ObjectHeader?

  /// The raw bytes of an object, without its header; `nil` when it is not here.
  func read(_ id: ObjectID) throws(Failure) -> RawObject?

  /// The failure for an object that is needed and not here, with the command that brings it.
  func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure
}

/// The four kinds of git object.
public enum ObjectKind: String, Hashable, Sendable {
  case blob
  case tree
  case commit
  case tag
}

/// What an object is, without its content.
public struct ObjectHeader: Hashable, Sendable {
  public let kind: ObjectKind
  /// In bytes.
  public let size: Int

  public init(kind: ObjectKind, size: Int) {
    self.kind = kind
    self.size = size
  }
}

/// An object as it is stored.
public struct RawObject: Hashable, Sendable {
  public let kind: ObjectKind
  public let bytes: [UInt8]

  public init(kind: ObjectKind, bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }
}

extension ObjectReader {
  /// The bytes of an object that must be here and of this kind.
  ///
  /// - Throws: `input-incomplete` when it is missing, with the command that brings it; `repository-unavailable` when it is
  ///   of another kind.
  public func require(_ id: ObjectID, _ kind: ObjectKind) throws(Failure) -> [UInt8] {
    guard let object = try read(id) else { throw missing(id, kind) }
    guard object.kind == kind else {
      throw Failure(
        .repositoryUnavailable, "object \(id) is a \(object.kind.rawValue), not a \(kind.rawValue)",
        hint: "run git fsck: the repository may be damaged")
    }
    return object.bytes
  }

  /// The failure of a reader that knows nothing of the clone around it.
  public func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure {
    Failure(
      .inputIncomplete, "\(kind.rawValue) \(id) is not in this repository", hint: "fetch it: git fetch origin \(id)")
  }

  /// The entries of a tree, in git's order.
  public func tree(_ id: ObjectID) throws(Failure) -> [TreeEntry] {
    try TreeObject.parse(try require(id, .tree), format: format, id: id)
  }

  /// A commit.
  public func commit(_ id: ObjectID) throws(Failure) -> Commit {
    try Commit.parse(try require(id, .commit), id: id)
  }
}

public import Findings

/// One whole state of the files: read by path, never through attributes, filters or the work tree.
///
/// Everything a classifier sees of the repository it sees through two of these, the base and the head.
public protocol TreeSnapshot {
  /// What stands at `path`; `nil` when nothing does. A directory is reported with its mode.
  func version(at path: RepositoryPath) throws(Failure) -> FileVersion?

  /// The entries of a directory in byte order of their names; empty when there is no such directory.
  func entries(in directory: RepositoryPath) throws(Failure) -> [TreeEntry]

  /// The raw bytes of the blob `version`, up to `limit` bytes.
  ///
  /// Of a symbolic link, the bytes are its target. Throws `input-incomplete` when the object is not here.
  func contents(of version: FileVersion, limit: Int) throws(Failure) -> FileContents

  /// Every symbolic link of the state that is still to be followed.
  func symbolicLinks() throws(Failure) -> SymbolicLinks

  /// The state that a commit holds, with its links as links; `nil` when the commit is not here.
  ///
  /// An id is the digest of what it names, so what is read here is what stands under that id anywhere.
  func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)?
}

/// The result of reading a file.
public enum FileContents: Hashable, Sendable {
  case bytes([UInt8])
  /// The file is larger than the caller's limit; its size in bytes. Never to be taken for "nothing found".
  case oversized(Int)
  /// A submodule or a directory: there is no content in this repository.
  case none
}

extension TreeSnapshot {
  /// The raw bytes of the regular file or symbolic link at `path`; `nil` when nothing stands there.
  public func contents(at path: RepositoryPath, limit: Int) throws(Failure) -> FileContents? {
    guard let version = try version(at: path) else { return nil }
    return try contents(of: version, limit: limit)
  }

  /// Nothing but this state is here.
  public func state(of commit: ObjectID) throws(Failure) -> (any TreeSnapshot)? { nil }
}

public import Findings
public import Repositories

/// What one side of a change holds, as every classifier reads it.
public enum FileReading: Hashable, Sendable {
  /// Nothing stands at the path.
  case absent
  /// The raw bytes of a regular file: a byte order mark, CRLF and NUL bytes are left as they are.
  case bytes([UInt8])
  /// A regular file above the limit; its size in bytes. Never to be taken for "nothing found".
  case oversized(Int)
  /// A symbolic link or a submodule: there is something, but no file content of its own.
  case notAFile(FileMode)

  /// The bytes of a regular file within the limit, else `nil`.
  public var bytes: [UInt8]? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }

  /// Whether nothing stands at the path.
  public var isAbsent: Bool { self == .absent }
}

/// A changed file with both of its sides read.
public struct ChangedFile: Sendable {
  public let change: FileChange
  public let base: FileReading
  public let head: FileReading

  public var path: RepositoryPath { change.path }
}

extension ChangeSet {
  /// Reads both sides of `change`; a side that the other one equals is not read twice.
  public func read(
    _ change: FileChange, limit: Int = ClassifierLimits.fileBytes
  ) throws(Failure) -> ChangedFile {
    let base = try read(change.old, on: .base, limit: limit)
    // A change of the executable bit alone leaves the content as it was.
    let isSameContent =
      change.old?.id == change.new?.id && change.old?.mode.isRegularFile == true
      && change.new?.mode.isRegularFile == true
    let head = isSameContent ? base : try read(change.new, on: .head, limit: limit)
    return ChangedFile(change: change, base: base, head: head)
  }

  /// Reads one version of a file, changed or not, from the side that holds it.
  public func read(
    _ version: FileVersion?, on side: Finding.Side, limit: Int = ClassifierLimits.fileBytes
  ) throws(Failure) -> FileReading {
    guard let version else { return .absent }
    guard version.mode.isRegularFile else { return .notAFile(version.mode) }
    let snapshot = side == .base ? base : head
    switch try snapshot.contents(of: version, limit: limit) {
    case .bytes(let bytes): return .bytes(bytes)
    case .oversized(let size): return .oversized(size)
    case .none: return .notAFile(version.mode)
    }
  }
}

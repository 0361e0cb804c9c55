public import Findings

/// The files that differ between a base and a head, with both states to read them from.
public struct ChangeSet {
  /// The changed files in byte order of their paths; renames are a deletion and an addition.
  public let files: [FileChange]

  /// The state before: the target's tip.
  public let base: any TreeSnapshot

  /// The state after: what the target will receive.
  public let head: any TreeSnapshot

  /// A change set; `files` is put in byte order.
  public init(files: [FileChange], base: any TreeSnapshot, head: any TreeSnapshot) {
    self.files = files.sorted { $0.path < $1.path }
    self.base = base
    self.head = head
  }

  /// Reads the old side of `change`; `nil` when there is none.
  public func oldContents(of change: FileChange, limit: Int) throws(Failure) -> FileContents? {
    guard let old = change.old else { return nil }
    return try base.contents(of: old, limit: limit)
  }

  /// Reads the new side of `change`; `nil` when there is none.
  public func newContents(of change: FileChange, limit: Int) throws(Failure) -> FileContents? {
    guard let new = change.new else { return nil }
    return try head.contents(of: new, limit: limit)
  }
}

public import Findings

/// A branch that only ever gains files, such as the one that carries approvals.
///
/// Its files stand at `<folder>/<name>`, never change and never go, so that any two copies can be united.
public protocol AppendOnlyBranch: AnyObject {
  /// The contents of all files by path, from every copy of the branch that is known here.
  ///
  /// - Throws: `verification` when a copy does not descend from one that was seen before.
  func files() throws(Failure) -> [RepositoryPath: [UInt8]]

  /// Adds a file and gives the branch's new tip.
  @discardableResult
  func append(_ bytes: [UInt8], folder: String, name: String, message: String) throws(Failure) -> ObjectID
}

/// What a push of an append-only branch would do to it.
public enum AppendOnlyPush {
  /// The paths that moving the branch from `old` to `new` would change or remove; empty for an honest append.
  public static func violations(
    from old: ObjectID?, to new: ObjectID, reader: any ObjectReader
  ) throws(Failure) -> [RepositoryPath] {
    let before = try old.map { id throws(Failure) in try reader.commit(id).tree }
    let changes = try TreeDiff(reader: reader).changes(from: before, to: try reader.commit(new).tree)
    return changes.filter { $0.old != nil }.map(\.path)
  }
}

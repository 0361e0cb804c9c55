public import Findings

/// A file that was moved: a deletion and an addition of the same content.
///
/// For display only. A change set and its digest know deletions and additions, since which of them belong together is a
/// matter of taste; here only what is certain is said, equal object ids, as `git diff -M100%` says it.
public struct Rename: Hashable, Sendable {
  public let from: RepositoryPath
  public let to: RepositoryPath

  public init(from: RepositoryPath, to: RepositoryPath) {
    self.from = from
    self.to = to
  }

  /// The moves among `files`, in byte order of their new paths. Of several equal files, those with the same name are
  /// paired first, then in order.
  public static func exact(in files: [FileChange]) -> [Rename] {
    var gone = files.filter { $0.new == nil && $0.old?.mode.isGitlink == false }
    var come = files.filter { $0.old == nil }
    let sameName = pair(&gone, &come) { Content(version: $0, name: Array($1.name)) }
    return (sameName + pair(&gone, &come) { version, _ in version }).sorted { $0.to < $1.to }
  }

  private struct Content: Hashable {
    let version: FileVersion
    let name: [UInt8]
  }

  /// Pairs what has the same key, in order, and takes it out of both lists.
  private static func pair<Key: Hashable>(
    _ gone: inout [FileChange], _ come: inout [FileChange], by key: (FileVersion, RepositoryPath) -> Key
  ) -> [Rename] {
    var sources: [Key: [RepositoryPath]] = [:]
    for file in gone.reversed() {
      if let old = file.old { sources[key(old, file.path), default: []].append(file.path) }
    }
    var renames: [Rename] = []
    for file in come {
      if let new = file.new, let from = sources[key(new, file.path)]?.popLast() {
        renames.append(Rename(from: from, to: file.path))
      }
    }
    let from = Set(renames.map(\.from))
    let to = Set(renames.map(\.to))
    gone.removeAll { from.contains($0.path) }
    come.removeAll { to.contains($0.path) }
    return renames
  }
}

import Findings

/// Changes that follow one another, as one change.
public enum ChangeSequence {
  /// What the changes do together, in byte order of paths; `nil` if one does not begin where those before it ended.
  public static func composed(_ changes: [[FileChange]]) -> [FileChange]? {
    var whole: [RepositoryPath: FileChange] = [:]
    for change in changes {
      for file in change {
        guard let before = whole[file.path] else {
          whole[file.path] = file
          continue
        }
        guard before.new == file.old else { return nil }
        whole[file.path] = FileChange(path: file.path, old: before.old, new: file.new)
      }
    }
    return whole.values.filter { $0.old != $0.new }.sorted { $0.path < $1.path }
  }
}

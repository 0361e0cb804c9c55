import Findings
import Repositories

/// A change of the commit that a submodule is pinned to.
struct SubmodulePin {
  let change: FileChange

  /// `nil` unless one side of `change` is a submodule.
  init?(_ change: FileChange) {
    guard change.old?.mode.isGitlink == true || change.new?.mode.isGitlink == true else { return nil }
    self.change = change
  }

  var finding: Finding {
    Finding(
      kind: .governanceSubmoduleChanged,
      location: Finding.Location(change.path, side: change.new == nil ? .base : .head),
      resource: change.path.display, before: describe(change.old), after: describe(change.new),
      facts: [Finding.Fact("submodule", change.path.display)])
  }

  /// The commit's whole id: a shortened one can be matched by another commit that somebody made to fit.
  private func describe(_ version: FileVersion?) -> Finding.Value? {
    version.map { .text($0.mode.isGitlink ? "commit \($0.id.hex)" : "a file of this repository") }
  }
}

public import Findings

extension ChangeKind {
  /// A submodule was added, removed or pinned to another commit, or `.gitmodules` changed in more than
  /// comments.
  public static let governanceSubmoduleChanged = ChangeKind(
    id: "governance.submodule.changed", title: "Submodule changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "The content of a submodule is not part of this repository: it is neither reviewed nor "
      + "judged here, but it is built.",
    instead: "Review the range of commits in the submodule's own repository, and keep its address on a "
      + "trusted host.")
}

public import Findings

extension ChangeKind {
  /// A symbolic link to a directory outside the repository was added or pointed elsewhere.
  public static let governanceLinkOutside = ChangeKind(
    id: "governance.link.outside", title: "Link out of the repository",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What stands behind the link is not part of this repository: migrations, modules or hooks there "
      + "are used as if they were, and change without anybody's review.",
    instead: "Keep the files in the repository, or a submodule pinned to a commit.")
}

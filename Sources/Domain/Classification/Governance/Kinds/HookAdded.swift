public import Findings

extension ChangeKind {
  /// Hooks were added to the configuration of pre-commit, and every hook that was there stays as it was.
  public static let governanceHookAdded = ChangeKind(
    id: "governance.hook.added", title: "Git hook added",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "The new hook runs on every developer's machine with that developer's rights.",
    instead: "Pin its repository to a released version, and have somebody who knows it read the change.")
}

public import Findings

extension ChangeKind {
  /// The only change of a workflow, or of pre-commit's configuration, is the version of what it already uses.
  public static let governanceActionVersionChanged = ChangeKind(
    id: "governance.action.version-changed", title: "Version of a CI action or hook changed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The new version runs with the workflow's token and secrets, or on every developer's machine.",
    instead: "Pin to a full commit id that belongs to a release of the action, and read the release "
      + "notes.")
}

public import Findings

extension ChangeKind {
  /// The only change of a workflow is the version of one or more actions that it already uses.
  public static let governanceActionVersionChanged = ChangeKind(
    id: "governance.action.version-changed", title: "Version of a CI action changed",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The new version of the action runs with the workflow's token and secrets.",
    instead: "Pin to a full commit id that belongs to a release of the action, and read the release "
      + "notes.")
}

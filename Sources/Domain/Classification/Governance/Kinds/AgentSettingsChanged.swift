public import Findings

extension ChangeKind {
  /// A file that tells a coding agent what it may run, which hooks it calls or which servers it talks to
  /// changed.
  public static let governanceAgentSettingsChanged = ChangeKind(
    id: "governance.agent-settings.changed", title: "Settings of a coding agent changed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Agent settings run commands on developers' machines and can take away the limits that an "
      + "agent works under.",
    instead: "Read permissions, hooks and server entries line by line, as if they were scripts.")
}

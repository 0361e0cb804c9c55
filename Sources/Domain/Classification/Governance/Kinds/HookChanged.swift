public import Findings

extension ChangeKind {
  /// A hook that the repository hands out, or the configuration of a hook manager, changed: its content,
  /// its executable bit (git skips a hook that is not executable), or its presence. Settings of a coding
  /// agent count as a hook where they call the gate.
  public static let governanceHookChanged = ChangeKind(
    id: "governance.hook.changed", title: "Git hook changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "Hooks run on every developer's machine with that developer's rights, and they are where "
      + "the gate speaks first.",
    instead: "Have somebody who knows the hook read the change; never pipe a download into a shell in "
      + "a hook.")
}

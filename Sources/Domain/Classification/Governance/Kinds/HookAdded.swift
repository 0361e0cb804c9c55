public import Findings

extension ChangeKind {
  /// Hooks were added to the configuration of pre-commit, and every hook that was there stays as it was.
  public static let governanceHookAdded = ChangeKind(
    id: "governance.hook.added", title: "Git hook added",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "The new hook runs on every developer's machine with that developer's rights.",
    instead: "Pin its repository to a released version, and have somebody who knows it read the change.")

  /// Hooks of pre-commit run what they ran, and are given other files.
  public static let governanceHookSelection = ChangeKind(
    id: "governance.hook.selection-changed", title: "Files that a git hook looks at changed",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "A file that a hook leaves out is checked by nobody before it is committed.",
    instead: "Leave out single files with their reason beside them, and keep those with settings and secrets in.")

  /// Linters of pre-commit are told something else, and run the programs that they ran.
  public static let governanceHookOptions = ChangeKind(
    id: "governance.hook.options-changed", title: "Options of a linter changed",
    baseScore: 400, direction: .neutral, reversible: true,
    why: "What a linter is told to leave alone is found by nobody before it is committed.",
    instead: "Say in the commit why the rule is in the way.")

  /// Hooks of this repository call the commands that they called, which come from elsewhere: from released packages, or from
  /// what is installed on the machine.
  public static let governanceHookEnvironment = ChangeKind(
    id: "governance.hook.environment-changed", title: "Where a git hook gets its programs from changed",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "The command stays the same, and what answers to its name may be another program: another version, what the "
      + "machine has, or a file of this repository.",
    instead: "Pin what the hook installs to a released version.")
}

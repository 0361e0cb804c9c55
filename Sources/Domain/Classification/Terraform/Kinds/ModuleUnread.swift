public import Findings

extension ChangeKind {
  /// A module call leads elsewhere than before, and the module at one of the two ends is not in this repository, is
  /// not understood, or is called too deep to be followed.
  public static let terraformModuleUnread = ChangeKind(
    id: "terraform.module.unread", title: "Called module exchanged, and one of the two not read here",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "What the other module makes is not known; what the old one made and this one does not is destroyed.",
    instead: "Read the plan, and pin the new module to a version that somebody has reviewed.")
}

extension ChangeKind {
  /// A module call takes its module from another repository of the same owner, whose name has words more or fewer, in the same
  /// version and with the same arguments.
  public static let terraformModuleRepositoryChanged = ChangeKind(
    id: "terraform.module.repository-changed", title: "Called module taken from another repository of its owner",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "It looks like a repository that was renamed; whether both hold the same module is not known here.",
    instead: "Read the plan: it must show no change.")
}

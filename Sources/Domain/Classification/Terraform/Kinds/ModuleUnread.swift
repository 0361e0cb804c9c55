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
  /// A module call takes its module from another place and hands it the same arguments, and by its name it is the same: the
  /// repository or folder has words more or fewer, or it is the folder of that path in this repository. Or it is pinned to a
  /// commit of a repository elsewhere that holds what was called here, or all of it but for programs that it runs.
  public static let terraformModulePlaceChanged = ChangeKind(
    id: "terraform.module.place-changed", title: "Called module taken from another place of the same name",
    baseScore: 350, direction: .neutral, reversible: true,
    why:
      "It looks like a module that was renamed or moved; whether all that both places hold is the same is not known here.",
    instead: "Read the plan: it must show no change.")
}

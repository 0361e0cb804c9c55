public import Findings

extension ChangeKind {
  /// A file of firewall rules that restricted something went to another place or name. What becomes of its
  /// rules on the way is told by other kinds.
  public static let networkFileMoved = ChangeKind(
    id: "network.file.moved", title: "Firewall file moved",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The machine loads its rules from one place; rules that are moved away from there are not "
      + "loaded any more.",
    instead: "Check that whatever installs or loads the file follows it to its new place.")
}

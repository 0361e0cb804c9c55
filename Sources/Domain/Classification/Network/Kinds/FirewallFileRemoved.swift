public import Findings

extension ChangeKind {
  /// A file of firewall rules that restricted something was deleted, and no other file took its rules
  /// over.
  public static let networkFileRemoved = ChangeKind(
    id: "network.file.removed", title: "Firewall file removed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "The restrictions of the file end the next time that the machine loads its rules.",
    instead: "Remove the file only together with the machine, or move the rules in the same change.")
}

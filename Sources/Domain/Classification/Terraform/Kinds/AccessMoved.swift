public import Findings

extension ChangeKind {
  /// What is granted here, the same change takes away elsewhere: from the same holder, with the same words.
  public static let accessGrantMoved = ChangeKind(
    id: "access.grant.moved", title: "Far-reaching grant stands elsewhere",
    baseScore: 500, direction: .neutral, reversible: true,
    why: "The same holder had the same before, by another resource. It is made anew and the old one is destroyed, "
      + "in no certain order.",
    instead: "Use the occasion to grant less, and read in the plan that the old grant goes.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// What was refused here, the same change refuses elsewhere: to the same holder, with the same words.
  public static let accessDenyMoved = ChangeKind(
    id: "access.deny.moved", title: "Refusal stands elsewhere",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "Another policy of the same holder refuses the same. While the change is applied, perhaps neither does; and "
      + "where the holder has room for one policy only, the one that is written last stays.",
    instead: "Add the new policy first, look that both are there, and remove the old one in a second change.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

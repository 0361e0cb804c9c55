public import Findings

extension ChangeKind {
  /// A grant that is there already comes under Terraform: from then on it is what is written.
  public static let accessGrantImported = ChangeKind(
    id: "access.grant.imported", title: "Far-reaching grant taken over",
    baseScore: 700, direction: .neutral, reversible: true,
    why: "The first apply makes it what is written here: whoever is not in it yet is let in, and whoever is not "
      + "written loses it.",
    instead: "Read the plan: it must show nothing but the import.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

public import Findings

extension ChangeKind {
  /// A role or user loses its permissions boundary.
  public static let accessBoundaryRemoved = ChangeKind(
    id: "access.boundary.removed", title: "Permissions boundary removed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Whatever the policies of the identity allow takes effect now; the boundary had kept it within "
      + "limits.",
    instead: "Keep the boundary, or set the new one in the same change.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A role or user gets a permissions boundary. The inverse of `access.boundary.removed`.
  public static let accessBoundaryAdded = ChangeKind(
    id: "access.boundary.added", title: "Permissions boundary set",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The identity can do no more than the boundary allows.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Permissions boundaries taken away and set.
struct AccessBoundary: TerraformRule {
  let kinds: [ChangeKind] = [.accessBoundaryRemoved, .accessBoundaryAdded]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.boundary, added: .accessBoundaryAdded, removed: .accessBoundaryRemoved)
  }
}

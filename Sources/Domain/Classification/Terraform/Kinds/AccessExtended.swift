public import Findings

extension ChangeKind {
  /// A policy that allows the management of identities everywhere, or everything, comes to allow more by name.
  public static let accessAdminExtended = ChangeKind(
    id: "access.admin.extended", title: "Administrator given more by name",
    baseScore: 600, direction: .loosens, reversible: true,
    why: "Who may manage identities could take these rights before; now they are there at once, without a trace of "
      + "anybody taking them, and stay when the administration goes.",
    instead: "List the actions that are used, or take the administration away.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// More by name for who administers already; what is taken away is told as any other right.
struct AccessExtended: TerraformRule {
  let kinds: [ChangeKind] = [.accessAdminExtended]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.extended, added: .accessAdminExtended, removed: .accessAdminExtended)
  }
}

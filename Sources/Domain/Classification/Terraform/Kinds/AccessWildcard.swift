public import Findings

extension ChangeKind {
  /// A policy or role comes to allow every action of a service on every resource: `s3:*` on `*`, `roles/editor`.
  public static let accessWildcardGranted = ChangeKind(
    id: "access.wildcard.granted", title: "All actions of a service granted",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "It allows actions that nobody thought of, deletion and new ones of the future among them.",
    instead: "List the actions that are used; the service reports which ones are.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A policy or role no longer allows every action of a service. The inverse of `access.wildcard.granted`.
  public static let accessWildcardRevoked = ChangeKind(
    id: "access.wildcard.revoked", title: "All actions of a service revoked",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Only the actions that are listed are allowed.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// All actions of a service granted and revoked.
struct AccessWildcard: TerraformRule {
  let kinds: [ChangeKind] = [.accessWildcardGranted, .accessWildcardRevoked, .accessGrantImported, .accessGrantMoved]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.grant(.wildcard), added: .accessWildcardGranted, removed: .accessWildcardRevoked)
  }
}

public import Findings

extension ChangeKind {
  /// The trust root or its signatures changed: who may approve, in which role, with which key. The file
  /// is not interpreted here; its signatures are checked where approvals are.
  public static let governanceTrustRootChanged = ChangeKind(
    id: "governance.trust-root.changed", title: "Trust root changed",
    baseScore: 930, direction: .neutral, reversible: true,
    why: "A key or role that is added can approve any later change; one that is removed can no "
      + "longer.",
    instead: "Use `gatehouse trust` to change it, and have the threshold of the root role sign the new "
      + "version.")
}

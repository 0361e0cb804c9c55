public import Findings

extension ChangeKind {
  /// The trust root is gone: no approval can be verified against the target's tip once this change is in.
  public static let governanceTrustRootRemoved = ChangeKind(
    id: "governance.trust-root.removed", title: "Trust root removed",
    baseScore: 950, direction: .loosens, reversible: true,
    why: "Without a trust root nothing can be approved, so the gate is left to block or to be "
      + "switched off.",
    instead: "Rotate or revoke keys in a new version of the trust root instead.")
}

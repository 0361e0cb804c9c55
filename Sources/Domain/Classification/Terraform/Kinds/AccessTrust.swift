public import Findings

extension ChangeKind {
  /// The trust policy of a role, or the policy of a resource, lets in another account, identity or provider, or asks
  /// for less.
  public static let accessTrustWidened = ChangeKind(
    id: "access.trust.widened", title: "Trust widened",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Somebody from another account or identity provider gets in who did not before, or under fewer "
      + "conditions.",
    instead: "Keep the condition (external id, subject, source), and name the role instead of the account.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A policy lets in fewer, or asks for more. The inverse of `access.trust.widened`.
  public static let accessTrustNarrowed = ChangeKind(
    id: "access.trust.narrowed", title: "Trust narrowed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Fewer are let in, or under more conditions.",
    instead: "Nothing, unless the one who is left out still needs it.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

extension ChangeKind {
  /// The policy of a registry lets one more role or user, by its full name, pull images. Its inverse is
  /// `access.trust.narrowed`.
  public static let accessImagesShared = ChangeKind(
    id: "access.images.shared", title: "One more identity may pull images",
    baseScore: 400, direction: .loosens, reversible: true,
    why: "Whoever has the role reads what is in the images; nothing can be changed by it.",
    instead: "Make sure that the account is one of yours, and keep secrets out of images.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

extension ChangeKind {
  /// A policy names in a condition whom it named as principals. What lets in by name again is no change.
  public static let accessTrustRespelled = ChangeKind(
    id: "access.trust.respelled", title: "Principals named by a condition",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "The same names are let in, as far as the condition is there. It takes patterns, which principals do not, and "
      + "a role that is deleted and made anew under its name.",
    instead: "Name the principals where there are but a few.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Who else is trusted, by name or under which conditions.
struct AccessTrust: TerraformRule {
  let kinds: [ChangeKind] = [
    .accessTrustWidened, .accessTrustRespelled, .accessImagesShared, .accessTrustNarrowed, .accessGrantMoved,
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.accessFindings(.trust, added: .accessTrustWidened, removed: .accessTrustNarrowed)
      + change.accessFindings(.respelled, added: .accessTrustRespelled, removed: .accessTrustNarrowed)
      + change.accessFindings(.images, added: .accessImagesShared, removed: .accessTrustNarrowed)
  }
}

public import Findings

extension ChangeKind {
  /// A trust root stands where there was none. Its first version counts only by a digest that is pinned
  /// outside the repository.
  public static let governanceTrustRootIntroduced = ChangeKind(
    id: "governance.trust-root.introduced", title: "Trust root introduced",
    baseScore: 920, direction: .neutral, reversible: true,
    why: "Whoever writes the first trust root decides who may approve everything after it.",
    instead: "Check every key with its owner, and pin the digest of the first version outside the "
      + "repository.")
}

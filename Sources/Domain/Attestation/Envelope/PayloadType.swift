/// The media types of signed payloads.
public enum PayloadType {
  /// An in-toto statement; the only one that every verifier of in-toto accepts.
  public static let inToto = "application/vnd.in-toto+json"
  /// The bytes of a trust root file.
  public static let trustRoot = "application/vnd.gatehouse.trust-root+yaml"
}

/// The URIs that say what a statement's predicate means.
public enum PredicateType {
  /// The one place that knows where our predicates live.
  public static let base = "https://gatehouse.dev/attestation/"
  /// Facts about a change.
  public static let evidence = base + "change-evidence/v0.1"
  /// A person's decision on a change.
  public static let approval = base + "change-approval/v0.1"
  /// Which plan was made from a commit.
  public static let plan = base + "terraform-plan/v0.1"
  /// The gate's decision: a SLSA verification summary.
  public static let verificationSummary = "https://slsa.dev/verification_summary/v1"
}

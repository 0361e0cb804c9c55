/// How far a verdict acts; the repository's own statement, never a pack's.
public enum Enforcement: String, Hashable, Sendable, CaseIterable {
  /// Verdicts are computed and shown, nothing is blocked, not even incomplete input.
  case off
  /// Denied and pending are shown but end in exit code 0; incomplete input still does not.
  case shadow
  /// The verdict decides the exit code.
  case enforce
}

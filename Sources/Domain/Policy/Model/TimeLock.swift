/// Findings that may not pass before some time after their first witnessed approval.
public struct TimeLock: Hashable, Sendable {
  /// Judged for each finding by itself.
  public let when: Condition

  /// Seconds.
  public let wait: Int

  /// Where it is written, as `file:line`.
  public let location: String

  /// A lock; `wait` in seconds, not negative.
  public init(when: Condition, wait: Int, location: String = "") {
    self.when = when
    self.wait = max(0, wait)
    self.location = location
  }
}

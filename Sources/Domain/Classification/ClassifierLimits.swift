/// The bounds that every classifier shares.
public enum ClassifierLimits {
  /// The largest file that a classifier reads, in bytes: 8 MiB.
  ///
  /// The largest hand-kept sources of these kinds (rule dumps of some 50,000 lines, schema dumps) stay well
  /// below; what is above is generated data, and holding both sides of many such files would exhaust a small
  /// runner.
  public static let fileBytes = 8 << 20
}

/// The trust that an actor has earned, as a factor: `1 − (T − 0.5) × 0.25`.
///
/// T comes from the gate's own log, in per mille; 0.5 is neutral, less raises the score and more lowers it.
public enum Trust {
  /// The most that anyone can earn.
  public static let ceiling = 850

  /// The factor in hundred-thousandths for a trust in per mille: (4500 − T) ÷ 4000.
  public static func factor(perMille trust: Int) -> Int {
    25 * (4500 - min(max(trust, 0), ceiling))
  }
}

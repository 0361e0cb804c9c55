/// One named number of a score, so that anyone can compute the score again.
///
/// In order of the list, with integers only:
///
///     sum   = base + every boost
///     score = floor(sum × environment × strategy × trust ÷ (100 × 100 × 100000)), clamped to 0...1000
///     at-least n: score = max(score, n)    at-most n: score = min(score, n)    exactly n: score = n
///     breadth n (of a change only): score = min(1000, score + n)
///
/// `environment` and `strategy` are percent, `trust` is in hundred-thousandths; a factor that is not listed
/// is neutral. A boost is named `boost: <its test>`, everything else exactly as above.
public struct Factor: Hashable, Sendable {
  /// As the formula names it.
  public let name: String
  /// In the unit of the formula.
  public let value: Int

  /// A factor.
  public init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }

  /// ×1 of a factor in percent.
  public static let neutralPercent = 100

  /// ×1 of the trust factor: with this unit a trust of any per mille gives a whole number.
  public static let neutralTrust = 100_000
}

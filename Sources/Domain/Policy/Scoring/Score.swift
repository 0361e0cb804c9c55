/// A score from 0 to 1000 with the factors that it came from.
public struct Score: Hashable, Sendable {
  /// From 0 to 1000.
  public let value: Int

  /// In the order of the formula; see ``Factor``.
  public let factors: [Factor]

  /// The highest score.
  public static let maximum = 1000

  /// The units that the product of all factors is divided by, once.
  static let unit = Factor.neutralPercent * Factor.neutralPercent * Factor.neutralTrust

  /// What one finding's score is made of.
  struct Inputs {
    /// The kind's own score.
    var base: Int
    /// Name and value of each amplifier that applies.
    var boosts: [(name: String, value: Int)] = []
    /// Percent.
    var environment = Factor.neutralPercent
    /// Percent.
    var strategy = Factor.neutralPercent
    /// Per mille, `nil` where the policy has no trust.
    var trust: Int?
    var override: ScoreOverride?
    /// Whether an override may lower the score: only in a policy that an owner signed.
    var mayLower = false
  }

  /// Computes a score. Integers only, and one division.
  init(_ inputs: Inputs, _ thresholds: LevelThresholds) {
    let base = Self.clamp(inputs.base)
    var factors = [Factor("base", base)]
    factors += inputs.boosts.map { Factor("boost: \($0.name)", $0.value) }
    // Boosts are bounded (see Amplifier.boosts); beyond the bound the score is 1000 whatever the other
    // factors do.
    let sum = min(factors.reduce(0) { $0 + $1.value }, Self.largestSum)
    let untrusted = sum * inputs.environment * inputs.strategy
    factors.append(Factor("environment", inputs.environment))
    if inputs.strategy != Factor.neutralPercent { factors.append(Factor("strategy", inputs.strategy)) }
    var trust = inputs.trust.map(Trust.factor(perMille:)) ?? Factor.neutralTrust
    // Trust never lowers a critical score.
    if Self.clamp(untrusted * Factor.neutralTrust / Self.unit) >= thresholds.critical {
      trust = max(trust, Factor.neutralTrust)
    }
    if trust != Factor.neutralTrust { factors.append(Factor("trust", trust)) }
    var value = Self.clamp(untrusted * trust / Self.unit)
    if let applied = Self.override(value, inputs, thresholds) {
      value = applied.result
      factors.append(applied.factor)
    }
    self.value = value
    self.factors = factors
  }

  /// The score of a change: its worst finding's, raised by its breadth.
  init(worst: Score?, breadth: Int) {
    let worst = worst ?? Score(value: 0, factors: [])
    self.value = Self.clamp(worst.value + breadth)
    self.factors = worst.factors + (breadth > 0 ? [Factor("breadth", breadth)] : [])
  }

  private init(value: Int, factors: [Factor]) {
    self.value = value
    self.factors = factors
  }

  /// At the least multipliers (×0.1 × 0.63 × 0.9) a sum above this still gives more than 1000.
  private static let largestSum = 100_000

  private static func clamp(_ value: Int) -> Int { min(max(value, 0), maximum) }

  private static func override(
    _ value: Int, _ inputs: Inputs, _ thresholds: LevelThresholds
  ) -> (result: Int, factor: Factor)? {
    guard let override = inputs.override else { return nil }
    let result = clamp(override.apply(to: value, thresholds))
    if result == value || (result < value && !inputs.mayLower) { return nil }
    let name =
      switch override.target {
      case .score: "exactly"
      case .level: result > value ? "at-least" : "at-most"
      }
    return (result, Factor(name, result))
  }
}

/// The name of a range of scores, from `low` to `critical`.
public enum RiskLevel: String, Hashable, Sendable, Comparable, CaseIterable {
  case low
  case medium
  case high
  case critical

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    case .critical: 3
    }
  }

  public static func < (left: RiskLevel, right: RiskLevel) -> Bool { left.rank < right.rank }
}

/// The lowest score of each level; a score below ``medium`` is `low`.
public struct LevelThresholds: Hashable, Sendable {
  /// The lowest score of `medium`.
  public let medium: Int
  /// The lowest score of `high`.
  public let high: Int
  /// The lowest score of `critical`.
  public let critical: Int

  /// low < 300 ≤ medium < 600 ≤ high < 800 ≤ critical.
  public static let standard = LevelThresholds(uncheckedMedium: 300, high: 600, critical: 800)

  /// Thresholds in 1...1000; `nil` unless they ascend strictly.
  public init?(medium: Int, high: Int, critical: Int) {
    guard 1 <= medium, medium < high, high < critical, critical <= Score.maximum else { return nil }
    self.init(uncheckedMedium: medium, high: high, critical: critical)
  }

  private init(uncheckedMedium medium: Int, high: Int, critical: Int) {
    self.medium = medium
    self.high = high
    self.critical = critical
  }

  /// The level of `score`.
  public func level(of score: Int) -> RiskLevel {
    if score >= critical { return .critical }
    if score >= high { return .high }
    return score >= medium ? .medium : .low
  }

  /// The lowest score of `level`.
  public func lowest(of level: RiskLevel) -> Int {
    switch level {
    case .low: 0
    case .medium: medium
    case .high: high
    case .critical: critical
    }
  }

  /// The highest score of `level`.
  public func highest(of level: RiskLevel) -> Int {
    switch level {
    case .low: medium - 1
    case .medium: high - 1
    case .high: critical - 1
    case .critical: Score.maximum
    }
  }

  /// The lower of each threshold, which stays ascending.
  func stricter(_ other: LevelThresholds) -> LevelThresholds {
    LevelThresholds(
      uncheckedMedium: min(medium, other.medium), high: min(high, other.high),
      critical: min(critical, other.critical))
  }
}

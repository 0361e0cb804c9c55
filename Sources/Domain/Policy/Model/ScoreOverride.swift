/// A policy's own judgement of one kind, applied after the formula.
public struct ScoreOverride: Hashable, Sendable {
  /// The kind's id.
  public let kind: String

  /// Where the kind is put.
  public let target: Target

  /// Where it is written, as `file:line`.
  public let location: String

  /// A level, which keeps the place within it where it can, or an exact score.
  public enum Target: Hashable, Sendable {
    case level(RiskLevel)
    case score(Int)
  }

  /// An override of the kind with the id `kind`.
  public init(kind: String, target: Target, location: String = "") {
    self.kind = kind
    self.target = target
    self.location = location
  }

  /// The score that `score` becomes.
  func apply(to score: Int, _ thresholds: LevelThresholds) -> Int {
    switch target {
    case .level(let level): min(max(score, thresholds.lowest(of: level)), thresholds.highest(of: level))
    case .score(let exact): exact
    }
  }

  /// The one that puts its kind higher.
  func stricter(_ other: ScoreOverride, _ thresholds: LevelThresholds) -> ScoreOverride {
    other.apply(to: 0, thresholds) > apply(to: 0, thresholds) ? other : self
  }
}

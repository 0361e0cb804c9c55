public import Findings

/// One environment: where it lives and how much it weighs.
public struct EnvironmentMap: Hashable, Sendable {
  /// The name that rules and reports use, such as `production`.
  public let name: String

  /// The paths that belong to it.
  public let paths: [Glob]

  /// The target branches whose changes all belong to it, without `refs/heads/`.
  public let branches: [Glob]

  /// The factor in percent: 160 is ×1.6.
  public let multiplier: Int

  /// The value of the field `environment` where no map matches; no environment may take this name.
  public static let noneName = "none"

  /// The multipliers that can be written: from a tenth to ten times.
  public static let multipliers = 10...1000

  /// The multiplier of an environment whose file states none.
  public static func standardMultiplier(of name: String) -> Int {
    switch name {
    case "production": 160
    case "development": 80
    default: Factor.neutralPercent
    }
  }

  /// An environment; `multiplier` in percent is by default the one that is usual for `name`.
  public init(_ name: String, paths: [Glob] = [], branches: [Glob] = [], multiplier: Int? = nil) {
    self.name = name
    self.paths = paths
    self.branches = branches
    self.multiplier = multiplier ?? Self.standardMultiplier(of: name)
  }

  /// The places of both and the higher multiplier.
  func stricter(_ other: EnvironmentMap) -> EnvironmentMap {
    EnvironmentMap(
      name, paths: Self.union(paths, other.paths), branches: Self.union(branches, other.branches),
      multiplier: max(multiplier, other.multiplier))
  }

  private static func union(_ left: [Glob], _ right: [Glob]) -> [Glob] {
    left + right.filter { !left.contains($0) }
  }
}

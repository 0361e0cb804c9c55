/// Raises the base of every finding that passes a test.
public struct Amplifier: Hashable, Sendable {
  /// The test; it reads nothing that follows from scores (see ``ConditionField/followsScore``).
  public let test: FieldTest

  /// What is added to the base score.
  public let boost: Int

  /// Where it is written, as `file:line`.
  public let location: String

  /// The boosts that can be written: a policy may raise, not lower.
  public static let boosts = 1...1000

  /// An amplifier; a boost outside ``boosts`` is moved to the nearest within.
  public init(_ test: FieldTest, boost: Int, location: String = "") {
    self.test = test
    self.boost = min(max(boost, Self.boosts.lowerBound), Self.boosts.upperBound)
    self.location = location
  }
}

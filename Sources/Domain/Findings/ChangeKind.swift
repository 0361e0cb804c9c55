/// One kind of change that Gatehouse recognises: declared once, in the file of the rule that emits it.
///
/// The catalogue (`gatehouse kinds`), `gatehouse explain`, the documentation and the SARIF rules are made from these values.
public struct ChangeKind: Hashable, Sendable, Identifiable {
  /// `<domain>.<object>.<change>`, lower case, stable for ever.
  public let id: String

  /// What happened, as a heading: "Stateful resource destroyed".
  public let title: String

  /// The score before any factor, 0 to 1000: info 50, low 150, medium 450, high 700, critical 900, refined per kind.
  public let baseScore: Int

  /// Whether the change loosens a protection, tightens one, or neither.
  public let direction: Direction

  /// Whether undoing the commit undoes the effect.
  public let reversible: Bool

  /// Why it matters, one or two sentences.
  public let why: String

  /// What to do instead, or how to do it safely.
  public let instead: String

  /// The controls of common frameworks that ask for this to be reviewed, such as `SOC2:CC8.1`.
  public let controls: [String]

  /// Declares a kind.
  public init(
    id: String, title: String, baseScore: Int, direction: Direction, reversible: Bool, why: String, instead: String,
    controls: [String] = ["SOC2:CC8.1"]
  ) {
    self.id = id
    self.title = title
    self.baseScore = baseScore
    self.direction = direction
    self.reversible = reversible
    self.why = why
    self.instead = instead
    self.controls = controls
  }

  /// The part before the first dot: `terraform`, `migration`, `network`, `governance`, …
  public var domain: Substring { id.prefix { $0 != "." } }
}

/// Which way a change moves the protection of what it touches.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  case loosens
  case tightens
  case neutral
}

/// The usual base scores; a kind may refine them.
public enum BaseScore {
  public static let info = 50
  public static let low = 150
  public static let medium = 450
  public static let high = 700
  public static let critical = 900
}

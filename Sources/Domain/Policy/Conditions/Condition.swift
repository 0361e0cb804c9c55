/// When a rule applies to a finding.
public indirect enum Condition: Hashable, Sendable {
  /// Every one holds; at least one is given.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  case not(Condition)
  case test(FieldTest)

  /// How deeply conditions nest at most: more than a reader can follow, far less than the stack holds.
  public static let maximumDepth = 16

  /// Whether the condition holds for the values of `fields`.
  func holds(for fields: some FieldValues) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: fields) }
    case .any(let parts): parts.contains { $0.holds(for: fields) }
    case .not(let part): !part.holds(for: fields)
    case .test(let test): test.passes(fields.value(of: test.field))
    }
  }

  /// Every test in it, from left to right.
  public var tests: [FieldTest] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .not(let part): part.tests
    case .test(let test): [test]
    }
  }
}

/// What conditions ask.
protocol FieldValues {
  /// The value of `field`, of the field's own type.
  func value(of field: ConditionField) -> FieldValue
}

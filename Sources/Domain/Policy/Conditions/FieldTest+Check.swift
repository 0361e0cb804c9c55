/// What is wrong with a test, and in which of its three parts.
public struct ConditionProblem: Error, Hashable, Sendable {
  /// The part of the test that has to be changed.
  public enum Part: String, Hashable, Sendable {
    case field
    case op
    case value
  }

  /// Where the mistake is.
  public let part: Part
  /// What is wrong, without a full stop.
  public let message: String
  /// A way out, where there is an obvious one.
  public let hint: String?

  init(_ part: Part, _ message: String, hint: String? = nil) {
    self.part = part
    self.message = message
    self.hint = hint
  }
}

extension FieldTest {
  /// Throws unless the operator applies to the field.
  public static func check(
    _ field: ConditionField, _ operation: ConditionOperator
  ) throws(ConditionProblem) {
    guard field.type.operators.contains(operation) else {
      throw ConditionProblem(
        .op,
        "operator '\(operation.rawValue)' does not apply to '\(field.rawValue)', which is \(field.type.name)",
        hint: "use one of \(field.type.operators.map(\.rawValue).joined(separator: " "))")
    }
  }

  /// Throws unless the operator applies to the field and the operand has the type that both ask for.
  static func check(
    _ field: ConditionField, _ operation: ConditionOperator, _ operand: FieldValue
  ) throws(ConditionProblem) {
    try check(field, operation)
    guard operation.takesList else {
      try checkScalar(field, operation, operand)
      return
    }
    guard case .list(let elements) = operand, !elements.isEmpty else {
      throw ConditionProblem(
        .value, "operator '\(operation.rawValue)' needs a list with at least one value",
        hint: "write [value, value], or '==' for a single one")
    }
    guard elements.count <= maximumListCount else {
      throw ConditionProblem(.value, "a list of values has at most \(maximumListCount)")
    }
    for element in elements { try checkScalar(field, operation, element) }
  }

  private static func checkScalar(
    _ field: ConditionField, _ operation: ConditionOperator, _ operand: FieldValue
  ) throws(ConditionProblem) {
    switch (field.type, operand) {
    case (.text, .text(let text)), (.list, .text(let text)):
      // Empty text is part of every text; what is always true is a mistake. As a value it means "absent".
      guard !text.isEmpty || [.equal, .notEqual, .in, .notIn].contains(operation) else {
        throw ConditionProblem(.value, "an empty value is found in every text")
      }
    case (.integer, .integer), (.boolean, .boolean): return
    case (.choice(let words, _), .text(let word)):
      guard words.contains(word) else {
        throw ConditionProblem(
          .value, "'\(field.rawValue)' is never '\(word)'",
          hint: Suggestion.hint(for: word, among: words) ?? "use \(field.type.name)")
      }
    default:
      throw ConditionProblem(
        .value, "'\(field.rawValue)' is \(field.type.name), not \(operand.typeName)")
    }
  }
}

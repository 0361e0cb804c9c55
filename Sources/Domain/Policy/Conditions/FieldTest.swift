import RegularExpressions

/// One typed comparison: `field op value`.
///
/// A test that exists is well typed: every mistake is a ``ConditionProblem`` when it is made, so that a wrong
/// condition is a configuration error and never "false".
public struct FieldTest: Hashable, Sendable {
  /// What is asked about.
  public let field: ConditionField
  /// How it is compared.
  public let operation: ConditionOperator
  /// What it is compared with, of the type that field and operator ask for.
  public let operand: FieldValue
  private let regex: LinearRegex?

  /// More values than any `in` list has.
  public static let maximumListCount = 1000

  /// A test; throws what is wrong with it.
  public init(
    _ field: ConditionField, _ operation: ConditionOperator, _ operand: FieldValue
  ) throws(ConditionProblem) {
    try Self.check(field, operation, operand)
    self.field = field
    self.operation = operation
    self.operand = operand
    if operation == .matches, case .text(let pattern) = operand {
      do { self.regex = try LinearRegex(pattern) } catch {
        throw ConditionProblem(.value, "invalid regular expression: \(error.description)")
      }
    } else {
      self.regex = nil
    }
  }

  /// The texts that the field is compared with for equality; patterns are not among them.
  public var literals: [String] {
    guard [.equal, .notEqual, .in, .notIn].contains(operation) else { return [] }
    let values = if case .list(let elements) = operand { elements } else { [operand] }
    return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Whether a field with this value passes.
  public func passes(_ value: FieldValue) -> Bool {
    switch operation {
    case .equal: FieldValue.isEqual(value, operand)
    case .notEqual: !FieldValue.isEqual(value, operand)
    case .greater: order(value).map { $0 > 0 } ?? false
    case .greaterOrEqual: order(value).map { $0 >= 0 } ?? false
    case .less: order(value).map { $0 < 0 } ?? false
    case .lessOrEqual: order(value).map { $0 <= 0 } ?? false
    case .in: isListed(value)
    case .notIn: !isListed(value)
    case .contains: contains(value)
    case .matches: matches(value)
    }
  }

  /// Negative, zero or positive as `value` is less than, equal to or greater than the operand.
  private func order(_ value: FieldValue) -> Int? {
    switch (value, operand, field.type) {
    case (.integer(let left), .integer(let right), _):
      return left < right ? -1 : left > right ? 1 : 0
    case (.text(let left), .text(let right), .choice(let words, ordered: true)):
      guard let left = words.firstIndex(of: left), let right = words.firstIndex(of: right) else { return nil }
      return left - right
    default: return nil
    }
  }

  private func isListed(_ value: FieldValue) -> Bool {
    guard case .list(let elements) = operand else { return false }
    return elements.contains { FieldValue.isEqual($0, value) }
  }

  private func contains(_ value: FieldValue) -> Bool {
    switch (value, operand) {
    case (.list(let elements), _): elements.contains { FieldValue.isEqual($0, operand) }
    case (.text(let text), .text(let part)): ByteSearch.contains(Array(text.utf8), Array(part.utf8))
    default: false
    }
  }

  private func matches(_ value: FieldValue) -> Bool {
    switch value {
    case .text(let text): regex?.matches(text) ?? false
    case .list(let elements): elements.contains(where: matches)
    default: false
    }
  }
}

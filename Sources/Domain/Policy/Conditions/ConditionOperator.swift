/// How a condition compares a field with its operand.
public enum ConditionOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
  /// The value is one of the operand's.
  case `in` = "in"
  case notIn = "not_in"
  /// The operand is part of the text, or an element of the list.
  case contains
  /// The regular expression is found in the text, or in an element of the list.
  case matches

  /// Whether the operand is a list.
  var takesList: Bool { self == .in || self == .notIn }
}

import HCL

/// The operators over values that may be unknown.
enum StaticOperator {
  static func apply(_ symbol: HCL.UnaryOperator, _ operand: StaticValue) -> StaticValue {
    if operand == .failure { return .failure }
    return switch symbol {
    case .not: operand.boolean.map { .bool(!$0) } ?? .unknown
    case .negate: operand.numeric.map { .number($0.negated) } ?? .unknown
    }
  }

  static func apply(_ symbol: HCL.BinaryOperator, _ left: StaticValue, _ right: StaticValue) -> StaticValue {
    if left == .failure || right == .failure {
      // `&&` and `||` may stop before they meet it.
      return symbol == .and || symbol == .or ? .unknown : .failure
    }
    return switch symbol {
    case .and: conjunction(left.boolean, right.boolean)
    case .or: negated(conjunction(left.boolean.map { !$0 }, right.boolean.map { !$0 }))
    case .equal: equality(left, right)
    case .notEqual: negated(equality(left, right))
    case .less: comparison(left, right) { $0 < $1 }
    case .lessOrEqual: comparison(left, right) { $0 <= $1 }
    case .greater: comparison(left, right) { $0 > $1 }
    case .greaterOrEqual: comparison(left, right) { $0 >= $1 }
    case .add: arithmetic(left, right) { $0.addingReportingOverflow($1) }
    case .subtract: arithmetic(left, right) { $0.subtractingReportingOverflow($1) }
    case .multiply: arithmetic(left, right) { $0.multipliedReportingOverflow(by: $1) }
    case .divide: quotient(left, right)
    case .remainder: arithmetic(left, right) { $0.remainderReportingOverflow(dividingBy: $1) }
    }
  }

  /// One false operand decides, whatever the other turns out to be.
  private static func conjunction(_ left: Bool?, _ right: Bool?) -> StaticValue {
    if left == false || right == false { return .bool(false) }
    return left == true && right == true ? .bool(true) : .unknown
  }

  private static func negated(_ value: StaticValue) -> StaticValue {
    value.boolean.map { .bool(!$0) } ?? .unknown
  }

  /// Equality does not convert: `1 == "1"` is false. Collections are left open, since a list and a tuple of the
  /// same elements differ and the text does not tell which one a value is; that they are not null is sure.
  private static func equality(_ left: StaticValue, _ right: StaticValue) -> StaticValue {
    if left == .failure || right == .failure { return .failure }
    if left == .null || right == .null {
      let other = left == .null ? right : left
      if other.elements != nil || other.members != nil { return .bool(false) }
    }
    if case .encoded = left, right == .null { return .bool(false) }
    if case .encoded = right, left == .null { return .bool(false) }
    guard left.elements == nil, right.elements == nil, left.members == nil, right.members == nil else {
      return .unknown
    }
    return left.isKnown && right.isKnown ? .bool(left == right) : .unknown
  }

  private static func comparison(
    _ left: StaticValue, _ right: StaticValue, _ holds: (StaticNumber, StaticNumber) -> Bool
  ) -> StaticValue {
    guard let left = left.numeric, let right = right.numeric else { return .unknown }
    return .bool(holds(left, right))
  }

  private static func arithmetic(
    _ left: StaticValue, _ right: StaticValue,
    _ compute: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> StaticValue {
    guard let left = left.numeric?.integer, let right = right.numeric?.integer else { return .unknown }
    let (result, overflow) = compute(left, right)
    return overflow ? .unknown : .number(StaticNumber(result))
  }

  /// Terraform divides exactly; only quotients that are whole are computed here.
  private static func quotient(_ left: StaticValue, _ right: StaticValue) -> StaticValue {
    guard let dividend = left.numeric?.integer, let divisor = right.numeric?.integer, divisor != 0 else {
      return .unknown
    }
    let (result, overflow) = dividend.dividedReportingOverflow(by: divisor)
    guard !overflow, result.multipliedReportingOverflow(by: divisor).partialValue == dividend else {
      return .unknown
    }
    return .number(StaticNumber(result))
  }
}

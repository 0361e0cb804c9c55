/// Functions over numbers.
extension StaticFunction {
  static func number(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    switch (name, arguments.count) {
    case ("min", 1...): return numbers(arguments)?.min().map(StaticValue.number) ?? .unknown
    case ("max", 1...): return numbers(arguments)?.max().map(StaticValue.number) ?? .unknown
    case ("abs", 1):
      return arguments[0].numeric.map { .number($0.isNegative ? $0.negated : $0) } ?? .unknown
    case ("ceil", 1): return rounded(arguments[0], up: true)
    case ("floor", 1): return rounded(arguments[0], up: false)
    case ("signum", 1):
      return arguments[0].numeric.map { .integer($0.isZero ? 0 : $0.isNegative ? -1 : 1) } ?? .unknown
    case ("sum", 1):
      guard let elements = arguments[0].elements, let values = numbers(elements) else { return .unknown }
      var total: Int64 = 0
      for value in values {
        guard let integer = value.integer else { return .unknown }
        let (sum, overflow) = total.addingReportingOverflow(integer)
        if overflow { return .unknown }
        total = sum
      }
      return .number(StaticNumber(total))
    case ("pow", 2): return power(arguments[0], arguments[1])
    case ("parseint", 2):
      guard let text = arguments[0].string, let base = arguments[1].numeric?.integer, (2...36).contains(base) else {
        return .unknown
      }
      return Int64(text, radix: Int(base)).map { .number(StaticNumber($0)) } ?? .unknown
    case ("range", 1...3): return range(arguments)
    default: return nil
    }
  }

  private static func numbers(_ arguments: [StaticValue]) -> [StaticNumber]? {
    let numbers = arguments.compactMap(\.numeric)
    return numbers.count == arguments.count && !numbers.isEmpty ? numbers : nil
  }

  private static func rounded(_ value: StaticValue, up: Bool) -> StaticValue {
    guard let number = value.numeric else { return .unknown }
    if number.integer != nil { return .number(number) }
    // The text of a fraction is its whole part, a point and digits.
    guard let whole = Int64(number.text.prefix { $0 != "." }.replacingMinusZero) else { return .unknown }
    let step: Int64 = up == number.isNegative ? 0 : (up ? 1 : -1)
    return .number(StaticNumber(whole + step))
  }

  private static func power(_ base: StaticValue, _ exponent: StaticValue) -> StaticValue {
    guard let base = base.numeric?.integer, let exponent = exponent.numeric?.integer, (0...64).contains(exponent) else {
      return .unknown
    }
    var result: Int64 = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return .unknown }
      result = product
    }
    return .number(StaticNumber(result))
  }

  /// Terraform itself gives no more than 1024 numbers.
  private static func range(_ arguments: [StaticValue]) -> StaticValue {
    let bounds = arguments.compactMap { $0.numeric?.integer }
    guard bounds.count == arguments.count else { return .unknown }
    let start = bounds.count == 1 ? 0 : bounds[0]
    let end = bounds.count == 1 ? bounds[0] : bounds[1]
    let step = bounds.count == 3 ? bounds[2] : (start <= end ? 1 : -1)
    guard step != 0 else { return .failure }
    guard abs(start) < 1 << 32, abs(end) < 1 << 32, abs(step) < 1 << 32 else { return .unknown }
    let values = Array(stride(from: start, to: end, by: Int(step)).prefix(1_025))
    return values.count > 1_024 ? .failure : .tuple(values.map { .number(StaticNumber($0)) })
  }
}

extension Substring {
  /// `-0` is how the whole part of -0.5 begins.
  fileprivate var replacingMinusZero: String { self == "-0" ? "0" : String(self) }
}

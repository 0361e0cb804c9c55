/// The functions that are computed from their arguments alone, by their names in the language.
///
/// They cover more than 95 % of the calls in public repositories. What is left out gives unknown: times, random values,
/// encryption. The files beside this one hold a family each.
enum StaticFunction {
  static func apply(_ name: String, _ arguments: [StaticValue]) -> StaticValue {
    converted(name, arguments) ?? text(name, arguments) ?? number(name, arguments)
      ?? list(name, arguments) ?? mapping(name, arguments) ?? combination(name, arguments)
      ?? encoding(name, arguments) ?? network(name, arguments) ?? .unknown
  }

  /// Conversions between types, and functions that mark a value and leave it as it is.
  private static func converted(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    guard arguments.count == 1, let value = arguments.first else { return nil }
    switch name {
    case "tobool": return conversion(value, value.boolean.map(StaticValue.bool))
    case "tonumber": return conversion(value, value.numeric.map(StaticValue.number))
    case "tostring": return conversion(value, value.string.map(StaticValue.text))
    case "tomap": return value.members == nil && value != .null ? .unknown : value
    case "toset":
      guard let elements = value.elements, value.isKnown else { return value == .null ? .null : .unknown }
      return .set(alike(elements))
    case "tolist":
      guard let elements = value.elements else { return value == .null ? .null : .unknown }
      return .tuple(alike(elements))
    case "sensitive", "nonsensitive", "ephemeralasnull": return name == "ephemeralasnull" ? .unknown : value
    default: return nil
    }
  }

  private static func conversion(_ value: StaticValue, _ result: StaticValue?) -> StaticValue {
    if let result { return result }
    if value == .null { return .null }
    return value.isKnown ? .failure : .unknown
  }

  /// Lists and sets hold one type: texts and numbers side by side become texts.
  static func alike(_ values: [StaticValue]) -> [StaticValue] {
    let hasText = values.contains { if case .string = $0 { true } else { false } }
    guard hasText else { return values }
    return values.map { $0.string.map(StaticValue.string) ?? $0 }
  }
}

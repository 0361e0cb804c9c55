import HCL

/// The type that a variable declares, and what Terraform makes of a value that is given for it.
struct TypeConstraint: Sendable {
  private let type: HCL.Expression

  init(_ expression: HCL.Expression) {
    // The JSON syntax, and old configurations, spell a type as a string.
    type = expression.literalString.map { HCL.parseExpression(Array($0.utf8)).expression } ?? expression
  }

  /// The value converted; unknown where Terraform would refuse it. The recursion follows the type, whose depth the
  /// parser bounds.
  func convert(_ value: StaticValue) -> StaticValue { Self.convert(value, to: type) }

  private static func convert(_ value: StaticValue, to type: HCL.Expression) -> StaticValue {
    if value == .null || value == .unknown { return value }
    if case .encoded = value { return value }
    if let name = type.traversal?.root { return plain(value, name) }
    guard let call = type.functionCall else { return value }
    switch (call.name, call.arguments.count) {
    case ("list", 1), ("set", 1):
      guard let elements = value.elements else { return .unknown }
      let converted = elements.map { convert($0, to: call.arguments[0]) }
      return call.name == "set" && converted.allSatisfy(\.isKnown) ? .set(converted) : .tuple(converted)
    case ("map", 1):
      guard let members = value.members else { return .unknown }
      return .object(members.mapValues { convert($0, to: call.arguments[0]) })
    case ("object", 1): return object(value, call.arguments[0])
    case ("tuple", 1):
      guard let elements = value.elements, let types = call.arguments[0].tupleElements, types.count == elements.count
      else { return .unknown }
      return .tuple(zip(elements, types).map { convert($0, to: $1) })
    default: return value
    }
  }

  private static func plain(_ value: StaticValue, _ name: String) -> StaticValue {
    switch name {
    case "string": value.string.map(StaticValue.string) ?? .unknown
    case "number": value.numeric.map(StaticValue.number) ?? .unknown
    case "bool": value.boolean.map(StaticValue.bool) ?? .unknown
    // Old configurations write `list` and `map` without a type of the elements.
    default: value
    }
  }

  /// Keeps the declared attributes and fills in the optional ones.
  private static func object(_ value: StaticValue, _ declaration: HCL.Expression) -> StaticValue {
    guard let members = value.members, let items = declaration.objectItems else { return .unknown }
    var result: [String: StaticValue] = [:]
    for item in items {
      guard let name = item.key.literal else { return .unknown }
      let optional = item.value.functionCall.flatMap { $0.name == "optional" ? $0.arguments : nil }
      let type = optional?.first ?? item.value
      if let member = members[name], member != .null || optional == nil {
        result[name] = convert(member, to: type)
      } else if let optional {
        let fallback = optional.dropFirst().first.map { Evaluator(scope: StaticScope()).value(of: $0) } ?? .null
        result[name] = convert(fallback, to: type)
      } else {
        return .unknown
      }
    }
    return .object(result)
  }
}

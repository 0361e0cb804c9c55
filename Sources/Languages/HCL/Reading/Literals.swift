extension HCL.Expression {
  /// The value when it is a string without template sequences.
  public var literalString: String? {
    guard case .string(let value) = unwrapped.kind else { return nil }
    return value
  }

  /// The value when it is `true` or `false`. A quoted `"true"` is a string.
  public var literalBool: Bool? {
    guard case .bool(let value) = unwrapped.kind else { return nil }
    return value
  }

  /// The number, with its sign, in the one decimal form that all spellings of it share: `1.50` and `15e-1`
  /// give `1.5`.
  public var literalNumber: String? {
    var isNegative = false
    var current = unwrapped
    while case .unary(.negate, let operand) = current.kind {
      isNegative.toggle()
      current = operand.unwrapped
    }
    guard case .number(let text) = current.kind else { return nil }
    let canonical = DecimalText.canonical(text)
    return isNegative && canonical != "0" ? "-" + canonical : canonical
  }

  /// The value when it is a whole number that fits.
  public var literalInt: Int? { literalNumber.flatMap { Int($0) } }

  /// Whether the value is the literal `null`.
  public var isNull: Bool {
    if case .null = unwrapped.kind { true } else { false }
  }

  /// Whether the value is fully written out: literals, and tuples and objects of literals.
  public var isLiteral: Bool {
    let expression = unwrapped
    switch expression.kind {
    case .null, .bool, .number, .string: return true
    case .unary: return expression.literalNumber != nil
    case .tuple(let elements): return elements.allSatisfy(\.isLiteral)
    case .object(let items): return items.allSatisfy { $0.key.isLiteral && $0.value.isLiteral }
    default: return false
    }
  }

  /// The elements of a tuple that is written out.
  public var tupleElements: [HCL.Expression]? {
    guard case .tuple(let elements) = unwrapped.kind else { return nil }
    return elements
  }

  /// The strings of a tuple that holds nothing but literal strings; an empty tuple gives an empty list.
  public var stringList: [String]? {
    guard let elements = tupleElements else { return nil }
    var strings: [String] = []
    strings.reserveCapacity(elements.count)
    for element in elements {
      guard let string = element.literalString else { return nil }
      strings.append(string)
    }
    return strings
  }

  /// The items of an object that is written out.
  public var objectItems: [HCL.ObjectItem]? {
    guard case .object(let items) = unwrapped.kind else { return nil }
    return items
  }

  /// The value of the last item with this literal key, which is the one that counts.
  public func objectValue(forKey key: String) -> HCL.Expression? {
    objectItems?.last { $0.key.literal == key }?.value
  }

  /// The variable and its steps when the value is nothing else.
  public var traversal: HCL.Traversal? {
    guard case .traversal(let traversal) = unwrapped.kind else { return nil }
    return traversal
  }

  /// The function call when the value is nothing else.
  public var functionCall: HCL.FunctionCall? {
    guard case .call(let call) = unwrapped.kind else { return nil }
    return call
  }
}

extension HCL.ObjectKey {
  var isLiteral: Bool {
    switch self {
    case .name: true
    case .expression(let expression): expression.isLiteral
    }
  }
}

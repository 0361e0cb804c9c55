extension HCL.Expression {
  /// The variables that the value depends on, in the order of the source and with repetitions. Names bound by
  /// a `for` inside the expression are left out where they are bound.
  public var variables: [HCL.Traversal] {
    var reader = VariableReader()
    reader.read(self)
    return reader.found
  }

  /// The root names of `variables`.
  public var variableRoots: Set<String> { Set(variables.map(\.root)) }
}

/// Walks an expression and keeps the names that enclosing `for`s bind.
private struct VariableReader {
  var found: [HCL.Traversal] = []
  private var boundNames: [String] = []

  init() {}

  mutating func read(_ expression: HCL.Expression) {
    switch expression.kind {
    case .invalid, .null, .bool, .number, .string, .splatItem: break
    case .traversal(let traversal):
      if !boundNames.contains(traversal.root) { found.append(traversal) }
    case .parentheses(let inner), .templateWrap(let inner), .unary(_, let inner): read(inner)
    case .relativeTraversal(let source, _): read(source)
    case .tuple(let elements): readAll(elements)
    case .call(let call): readAll(call.arguments)
    case .object(let items): readItems(items)
    case .template(let parts): readParts(parts)
    case .forExpression(let loop): readLoop(loop)
    case .index(let first, let second), .binary(_, let first, let second):
      read(first)
      read(second)
    case .splat(let splat):
      read(splat.source)
      read(splat.each)
    case .conditional(let condition, let whenTrue, let whenFalse):
      read(condition)
      read(whenTrue)
      read(whenFalse)
    }
  }

  private mutating func readAll(_ expressions: [HCL.Expression]) {
    for expression in expressions { read(expression) }
  }

  private mutating func readItems(_ items: [HCL.ObjectItem]) {
    for item in items {
      if case .expression(let key) = item.key { read(key) }
      read(item.value)
    }
  }

  private mutating func readParts(_ parts: [HCL.TemplatePart]) {
    for part in parts {
      switch part {
      case .literal: break
      case .interpolation(let expression): read(expression)
      case .condition(let condition):
        read(condition.condition)
        readParts(condition.whenTrue)
        readParts(condition.whenFalse)
      case .loop(let loop):
        read(loop.collection)
        bind(loop.keyVariable, loop.valueVariable) { $0.readParts(loop.body) }
      }
    }
  }

  private mutating func readLoop(_ loop: HCL.ForExpression) {
    read(loop.collection)
    bind(loop.keyVariable, loop.valueVariable) { reader in
      if let key = loop.key { reader.read(key) }
      reader.read(loop.value)
      if let condition = loop.condition { reader.read(condition) }
    }
  }

  private mutating func bind(_ key: String?, _ value: String, _ body: (inout VariableReader) -> Void) {
    let outer = boundNames.count
    boundNames.append(value)
    if let key { boundNames.append(key) }
    body(&self)
    boundNames.removeSubrange(outer...)
  }
}

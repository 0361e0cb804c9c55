extension HCL.Expression {
  /// Visits every function call in the expression. The recursion follows the tree, whose depth the parser bounds.
  public func forEachCall(_ visit: (HCL.FunctionCall) -> Void) {
    switch kind {
    case .invalid, .null, .bool, .number, .string, .splatItem, .traversal: break
    case .call(let call):
      visit(call)
      for argument in call.arguments { argument.forEachCall(visit) }
    case .parentheses(let inner), .templateWrap(let inner), .unary(_, let inner),
      .relativeTraversal(let inner, _):
      inner.forEachCall(visit)
    case .tuple(let elements): for element in elements { element.forEachCall(visit) }
    case .object(let items):
      for item in items {
        if case .expression(let key) = item.key { key.forEachCall(visit) }
        item.value.forEachCall(visit)
      }
    case .template(let parts): Self.forEachCall(in: parts, visit)
    case .index(let first, let second), .binary(_, let first, let second):
      first.forEachCall(visit)
      second.forEachCall(visit)
    case .splat(let splat):
      splat.source.forEachCall(visit)
      splat.each.forEachCall(visit)
    case .conditional(let condition, let whenTrue, let whenFalse):
      for part in [condition, whenTrue, whenFalse] { part.forEachCall(visit) }
    case .forExpression(let loop):
      for part in [loop.collection, loop.key, loop.value, loop.condition] { part?.forEachCall(visit) }
    }
  }

  private static func forEachCall(in parts: [HCL.TemplatePart], _ visit: (HCL.FunctionCall) -> Void) {
    for part in parts {
      switch part {
      case .literal: break
      case .interpolation(let expression): expression.forEachCall(visit)
      case .condition(let branch):
        branch.condition.forEachCall(visit)
        forEachCall(in: branch.whenTrue, visit)
        forEachCall(in: branch.whenFalse, visit)
      case .loop(let loop):
        loop.collection.forEachCall(visit)
        forEachCall(in: loop.body, visit)
      }
    }
  }
}

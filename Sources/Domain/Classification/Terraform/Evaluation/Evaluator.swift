import HCL

/// Computes what an expression is known to be, in Terraform's semantics, as far as text alone can tell.
///
/// Deliberately small: literals, variables, locals, templates, conditionals, operators, indexes and the
/// functions of ``StaticFunction``. Everything else is ``StaticValue/unknown``, as is every expression that
/// Terraform would refuse. The recursion follows the syntax tree, whose depth the parser bounds.
struct Evaluator {
  let scope: StaticScope

  func value(of expression: HCL.Expression) -> StaticValue {
    switch expression.kind {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let text): StaticNumber(text).map(StaticValue.number) ?? .unknown
    case .string(let text): .text(text)
    case .template(let parts): text(of: parts).map(StaticValue.text) ?? .unknown
    case .templateWrap(let inner), .parentheses(let inner): value(of: inner)
    case .tuple(let elements): .tuple(elements.map(value))
    case .object(let items): object(items)
    case .call(let call): function(call)
    case .traversal(let traversal): reference(traversal)
    case .relativeTraversal(let source, let steps): member(of: value(of: source), at: steps[...])
    case .index(let collection, let key): element(of: value(of: collection), at: value(of: key))
    case .unary(let symbol, let operand): StaticOperator.apply(symbol, value(of: operand))
    case .binary(let symbol, let left, let right):
      StaticOperator.apply(symbol, value(of: left), value(of: right))
    case .conditional(let condition, let whenTrue, let whenFalse): choice(condition, whenTrue, whenFalse)
    case .invalid, .splat, .splatItem, .forExpression: .unknown
    }
  }

  private func choice(
    _ condition: HCL.Expression, _ whenTrue: HCL.Expression, _ whenFalse: HCL.Expression
  ) -> StaticValue {
    if let holds = value(of: condition).boolean { return value(of: holds ? whenTrue : whenFalse) }
    // Whatever the condition turns out to be, two equal results are the result.
    let (first, second) = (value(of: whenTrue), value(of: whenFalse))
    return first.isKnown && first == second ? first : .unknown
  }

  private func text(of parts: [HCL.TemplatePart]) -> String? {
    var text = ""
    for part in parts {
      let piece: String?
      switch part {
      case .literal(let literal): piece = literal
      case .interpolation(let expression): piece = value(of: expression).string
      case .condition(let branch):
        guard let holds = value(of: branch.condition).boolean else { return nil }
        piece = self.text(of: holds ? branch.whenTrue : branch.whenFalse)
      case .loop: piece = nil
      }
      guard let piece else { return nil }
      text += piece
      guard text.utf8.count <= TerraformLimits.valueBytes else { return nil }
    }
    return text
  }

  private func object(_ items: [HCL.ObjectItem]) -> StaticValue {
    var members: [String: StaticValue] = [:]
    for item in items {
      let key: String?
      switch item.key {
      case .name(let name, _): key = name
      case .expression(let expression): key = value(of: expression).string
      }
      guard let key else { return .unknown }
      members[key] = value(of: item.value)
    }
    return .object(members)
  }

  private func function(_ call: HCL.FunctionCall) -> StaticValue {
    guard !call.expandsLastArgument, let function = StaticFunction(rawValue: call.name) else {
      return .unknown
    }
    return function.apply(call.arguments.map(value))
  }

  private func reference(_ traversal: HCL.Traversal) -> StaticValue {
    guard let name = traversal.steps.first?.name else { return .unknown }
    let named: StaticValue?
    switch traversal.root {
    case "var": named = scope.variables[name]
    case "local": named = scope.locals[name]
    default: named = scope.iterators[traversal.root].map { element(of: $0, at: .string(name)) }
    }
    return named.map { member(of: $0, at: traversal.steps.dropFirst()) } ?? .unknown
  }

  private func member(of value: StaticValue, at steps: ArraySlice<HCL.TraversalStep>) -> StaticValue {
    var current = value
    for step in steps {
      switch step {
      case .attribute(let name), .key(let name): current = element(of: current, at: .string(name))
      case .index(let number):
        current = element(of: current, at: StaticNumber(number).map(StaticValue.number) ?? .unknown)
      }
    }
    return current
  }

  private func element(of collection: StaticValue, at key: StaticValue) -> StaticValue {
    switch collection {
    case .tuple(let elements):
      guard let index = key.numeric?.integer, index >= 0, index < elements.values.count else {
        return .unknown
      }
      return elements.values[Int(index)]
    case .object(let members):
      return key.string.flatMap { members.values[$0] } ?? .unknown
    default: return .unknown
    }
  }
}

import HCL

extension StaticScope {
  /// Whether a condition decides how many elements a value has: a `? :`, or the `if` of a for expression, in it or in the
  /// locals that it is made of.
  ///
  /// The recursion follows the syntax tree, whose depth the parser bounds, and no more than `hops` locals.
  func chooses(_ expression: HCL.Expression, hops: Int = 4) -> Bool {
    switch expression.unwrapped.kind {
    case .conditional: return true
    case .forExpression(let loop): return loop.condition != nil || chooses(loop.collection, hops: hops)
    case .call(let call): return call.arguments.contains { chooses($0, hops: hops) }
    case .traversal(let traversal):
      guard hops > 0, traversal.root == "local", let name = traversal.steps.first?.name,
        let definition = definition(ofLocal: name)
      else { return false }
      return chooses(definition, hops: hops - 1)
    default: return false
    }
  }
}

import HCL

extension HCL.Expression {
  /// Whether both say the same of what they name, whatever it is: names that end alike count as the same.
  ///
  /// The recursion follows the syntax tree, whose depth the parser bounds.
  func asksSame(as other: HCL.Expression) -> Bool {
    let (mine, theirs) = (unwrapped, other.unwrapped)
    if let old = mine.lastNameOfReference, let new = theirs.lastNameOfReference { return old == new }
    switch (mine.kind, theirs.kind) {
    case (.unary(let operation, let old), .unary(let other, let new)):
      return operation == other && old.asksSame(as: new)
    case (.binary(let operation, let left, let right), .binary(let other, let first, let second)):
      return operation == other && left.asksSame(as: first) && right.asksSame(as: second)
    case (.call(let old), .call(let new)):
      return old.name == new.name && old.expandsLastArgument == new.expandsLastArgument
        && old.arguments.count == new.arguments.count
        && zip(old.arguments, new.arguments).allSatisfy { $0.asksSame(as: $1) }
    case (.conditional(let old, let yes, let no), .conditional(let new, let first, let second)):
      return old.asksSame(as: new) && yes.asksSame(as: first) && no.asksSame(as: second)
    default: return mine.isSemanticallyEqual(to: theirs)
    }
  }

  /// The last attribute of a chain of names and keys: `pages` of `data.a.b[each.key].pages`.
  private var lastNameOfReference: String? {
    switch unwrapped.kind {
    case .traversal(let traversal): return traversal.steps.last(where: { $0.name != nil })?.name ?? traversal.root
    case .relativeTraversal(let source, let steps):
      guard let name = source.lastNameOfReference else { return nil }
      return steps.last(where: { $0.name != nil })?.name ?? name
    case .index(let collection, _): return collection.lastNameOfReference
    default: return nil
    }
  }
}

extension HCL.Expression {
  /// Whether a condition looks at everything that `old` looks at and makes all of its comparisons with fixed values, so that
  /// it was written anew, and no limit in it is another one. One that always holds asks nothing.
  func asksAll(of old: HCL.Expression) -> Bool {
    if case .binary(.or, let left, let right) = unwrapped.kind,
      [left, right].contains(where: { $0.unwrapped.literalBool == true })
    {
      return false
    }
    let (mine, theirs) = (comparisons, old.comparisons)
    return Set(old.variables.map(\.leadingNames)).isSubset(of: variables.map(\.leadingNames))
      && !theirs.isEmpty && Set(theirs).isSubset(of: mine)
  }

  /// The comparisons with fixed values in a condition: `== 0` of `length(x) == 0`. The recursion follows the syntax tree,
  /// whose depth the parser bounds.
  private var comparisons: [String] {
    switch unwrapped.kind {
    case .binary(let operation, let left, let right):
      let fixed = [left, right].filter(\.isLiteral).map { "\(operation) \($0.normalizedText)" }
      return fixed + left.comparisons + right.comparisons
    case .unary(_, let operand): return operand.comparisons
    case .conditional(let condition, let yes, let no):
      return condition.comparisons + yes.comparisons + no.comparisons
    case .call(let call): return call.arguments.flatMap(\.comparisons)
    default: return []
    }
  }
}

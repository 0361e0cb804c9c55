import HCL

/// Tells whether the names in a block stand for the same on both sides of a change, so that nobody need look at it.
///
/// Where it cannot be told cheaply the answer is no.
struct ScopeComparison {
  /// How deep locals are made of locals before they count as changed.
  private static let depth = 64

  private let base: StaticScope
  private let head: StaticScope
  private let isSameFiles: Bool
  private var locals: [String: Bool] = [:]

  init(_ base: StaticScope, _ head: StaticScope) {
    self.base = base
    self.head = head
    isSameFiles = base.files == head.files
  }

  /// Whether every name in a block that both sides have does.
  mutating func meanSame(_ block: ConfigurationBlock) -> Bool {
    for attribute in block.attributes.values where !meanSame(attribute.expression, Self.depth) { return false }
    if let collection = block.dynamicForEach, !meanSame(collection, Self.depth) { return false }
    for child in block.children where !meanSame(child) { return false }
    return true
  }

  private mutating func meanSame(_ expression: HCL.Expression, _ depth: Int) -> Bool {
    if !isSameFiles {
      var readsFiles = false
      expression.forEachCall { call in
        readsFiles =
          readsFiles || FileCalls.functions.contains(call.name) || call.name == "fileset"
          || call.name == "yamldecode" || call.name.contains("::")
      }
      if readsFiles { return false }
    }
    for reference in expression.variables {
      guard let name = reference.steps.first?.name else { continue }
      switch reference.root {
      case "var": if base.variables[name] != head.variables[name] { return false }
      case "local": if !isSameLocal(name, depth) { return false }
      case "data":
        let document = "\(name).\(reference.steps.dropFirst().first?.name ?? "")"
        if base.documents[document] != head.documents[document] { return false }
      default: break
      }
      if base.isSensitive(reference) != head.isSensitive(reference) { return false }
    }
    return true
  }

  private mutating func isSameLocal(_ name: String, _ depth: Int) -> Bool {
    if let known = locals[name] { return known }
    // What is met below itself is a circle.
    locals[name] = false
    var isSame = false
    if depth > 0, let before = base.definition(ofLocal: name), let after = head.definition(ofLocal: name),
      before.isSemanticallyEqual(to: after)
    {
      isSame = meanSame(after, depth - 1)
    }
    if !isSame, let before = base.local(name), let after = head.local(name) {
      isSame = before == after && (before.isKnown || base.symbolicLocal(name) == head.symbolicLocal(name))
    }
    locals[name] = isSame
    return isSame
  }
}

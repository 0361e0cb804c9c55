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
  /// Variables whose values are left out of the comparison.
  private let exceptions: Set<String>
  private var locals: [String: Bool] = [:]
  private var documents: [String: Bool] = [:]
  private var calls: [String: Bool] = [:]

  init(_ base: StaticScope, _ head: StaticScope, except exceptions: Set<String> = []) {
    self.exceptions = exceptions
    self.base = base
    self.head = head
    isSameFiles = base.files == head.files
  }

  /// Whether every name in a block that both sides have does.
  mutating func meanSame(_ block: ConfigurationBlock) -> Bool { meanSame(block, Self.depth) }

  private mutating func meanSame(_ block: ConfigurationBlock, _ depth: Int) -> Bool {
    for attribute in block.attributes.values where !meanSame(attribute.expression, depth) { return false }
    if let collection = block.dynamicForEach, !meanSame(collection, depth) { return false }
    for child in block.children where !meanSame(child, depth) { return false }
    return true
  }

  private mutating func meanSame(_ expression: HCL.Expression, _ depth: Int) -> Bool {
    if !isSameFiles {
      var isSame = true
      expression.forEachCall { isSame = isSame && readsSame($0) }
      if !isSame { return false }
    }
    for reference in expression.variables {
      guard let name = reference.steps.first?.name else { continue }
      switch reference.root {
      case "var":
        if exceptions.contains(name) { continue }
        if base.variables[name] != head.variables[name] || base.texts[name] != head.texts[name]
          || base.sensitiveVariables.contains(name) != head.sensitiveVariables.contains(name)
        {
          return false
        }
      case "local": if !isSameLocal(name, depth) { return false }
      case "data":
        if let second = reference.steps.dropFirst().first?.name, !isSameDocument("\(name).\(second)", depth) {
          return false
        }
      case "module": if !isSameOutput(name, reference, depth) { return false }
      default: break
      }
    }
    return true
  }

  /// Whether a call of a function reads the same files of the repository on both sides, if any.
  private func readsSame(_ call: HCL.FunctionCall) -> Bool {
    if call.name == "fileset" || call.name == "yamldecode" || call.name.contains("::") { return false }
    guard FileCalls.functions.contains(call.name) else { return true }
    guard let path = call.arguments.first.flatMap({ FileCalls.path($0.unwrapped) })?.text else { return false }
    guard let old = base.files.content(at: path), let new = head.files.content(at: path), old != .other else {
      return false
    }
    return old == new
  }

  private mutating func isSameDocument(_ name: String, _ depth: Int) -> Bool {
    if let known = documents[name] { return known }
    documents[name] = false
    let isSame =
      isSame(base.definition(ofDocument: name), head.definition(ofDocument: name), depth)
      || base.document(name) == head.document(name)
    documents[name] = isSame
    return isSame
  }

  /// Whether what a call gives back comes to the same, as far as it is known.
  private mutating func isSameOutput(_ name: String, _ reference: HCL.Traversal, _ depth: Int) -> Bool {
    let output = reference.steps.dropFirst().first { if case .index = $0 { false } else { true } }?.name
    if let before = base.definition(ofCall: name), let after = head.definition(ofCall: name), isSameCall(name, depth),
      base.givesSame(before, after, head, output: before.isRepeated ? nil : output)
    {
      return true
    }
    let (old, new) = (Evaluator(scope: base).reference(reference), Evaluator(scope: head).reference(reference))
    return old == new
  }

  private mutating func isSameCall(_ name: String, _ depth: Int) -> Bool {
    if let known = calls[name] { return known }
    calls[name] = false
    let isSame = isSame(base.definition(ofCall: name), head.definition(ofCall: name), depth)
    calls[name] = isSame
    return isSame
  }

  /// Whether both blocks are there and say the same, in the same words.
  private mutating func isSame(_ before: ConfigurationBlock?, _ after: ConfigurationBlock?, _ depth: Int) -> Bool {
    guard depth > 0, let before, let after, before.isEqual(to: after) else { return false }
    return meanSame(after, depth - 1)
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
      isSame =
        before == after && (before.isKnown || base.symbolicLocal(name) == head.symbolicLocal(name))
        && base.isSensitive(.init(root: "local", steps: [.attribute(name)]))
          == head.isSensitive(.init(root: "local", steps: [.attribute(name)]))
    }
    locals[name] = isSame
    return isSame
  }
}

import HCL

/// What a module computes under a name: its locals, the documents that its data sources put together, and the modules that it
/// calls. Each is evaluated when somebody first asks: most changes ask for few of them, and some are made of hundreds of
/// files.
///
/// They refer to one another. What is asked for is evaluated after what it refers to, so that a chain of them may be as long
/// as a file.
final class NamedValues {
  enum Definition {
    /// `local.<name>`
    case local(HCL.Expression)
    /// `data.<type>.<name>`
    case document(ConfigurationBlock)
    /// `module.<name>`
    case call(ConfigurationBlock)
  }

  /// By what references start with.
  private let definitions: [String: Definition]
  /// Reads the modules that are called; `nil` where nobody does.
  private let modules: CalledModuleReader?

  private var values: [String: StaticValue] = [:]
  private var calls: [String: CalledModule] = [:]
  private var symbolicTexts: [String: String] = [:]
  private var sensitive: [String: Bool] = [:]
  /// What the values may still weigh together.
  private var budget = TerraformLimits.localsBytes

  /// Whether the value of a name can be computed: not of those that refer to one another in a circle, nor of what
  /// builds on them. A circle is found as a name that is still `open` below itself.
  private enum Order { case open, computable, circular }
  /// What holds where calls are left out, and where they count. A call is one name here for all that it is given and gives
  /// back, so that what is no circle to Terraform may be one: then only the call is not followed.
  private var orders: [Bool: [String: Order]] = [:]
  private var references: [String: [String]] = [:]

  init(_ definitions: [String: Definition], _ modules: CalledModuleReader?) {
    self.definitions = definitions
    self.modules = modules
  }

  func definition(of name: String) -> Definition? { definitions[name] }

  /// The value of a local or a document.
  func value(of name: String, in scope: StaticScope) -> StaticValue? {
    if let known = values[name] { return known }
    evaluate(name, in: scope)
    return values[name]
  }

  /// The module that a call leads to, as the call gets it; `nil` for one that is not read here.
  func module(_ name: String, in scope: StaticScope) -> CalledModule? {
    if let known = calls[name] { return known }
    evaluate(name, in: scope)
    return calls[name]
  }

  private func evaluate(_ name: String, in scope: StaticScope) {
    let scope = scope.outermost
    for name in inner(of: name, except: { values[$0] != nil }) {
      let value: StaticValue
      switch definitions[name] {
      case .local(let definition): value = budget > 0 ? Evaluator(scope: scope).value(of: definition) : .unknown
      case .document(let block): value = budget > 0 ? PolicyDocumentSource.document(block, scope) : .unknown
      case .call(let block):
        calls[name] = modules?.module(of: block, in: scope)
        value = .null
      case nil: continue
      }
      budget -= value.weight
      values[name] = value
    }
  }

  func symbolicText(of name: String, in scope: StaticScope) -> String? {
    if let known = symbolicTexts[name] { return known }
    guard let value = value(of: name, in: scope), !value.isKnown else { return nil }
    let scope = scope.outermost
    for local in inner(of: name, except: { symbolicTexts[$0] != nil || values[$0]?.isKnown != false }) {
      if case .local(let definition) = definitions[local] {
        symbolicTexts[local] = SymbolicText.render(definition, in: scope)
      }
    }
    return symbolicTexts[name]
  }

  /// Whether a local is made of something sensitive.
  func isSensitive(_ name: String, in scope: StaticScope) -> Bool {
    if let known = sensitive[name] { return known }
    for local in inner(of: name, except: { sensitive[$0] != nil }) {
      guard case .local(let definition) = definitions[local] else { continue }
      sensitive[local] = definition.variables.contains(where: scope.isSensitive)
    }
    return sensitive[name] ?? false
  }

  /// Whether both define the same names by the same expressions, and call modules that give back the same.
  func isSame(as other: NamedValues) -> Bool {
    definitions.count == other.definitions.count
      && definitions.allSatisfy { name, definition in
        switch (definition, other.definitions[name]) {
        case (.local(let old), .local(let new)): old.isSemanticallyEqual(to: new)
        case (.document(let old), .document(let new)): old.isEqual(to: new)
        case (.call(let old), .call(let new)): old.isEqual(to: new) && givesSame(old, new, other)
        default: false
        }
      }
  }

  /// Whether two calls lead to one module, of which nothing is altered that it gives back: `output`, or anything.
  func givesSame(
    _ call: ConfigurationBlock, _ other: ConfigurationBlock, _ values: NamedValues, output: String? = nil
  ) -> Bool {
    guard let modules, let others = values.modules else { return true }
    return modules.givesSame(call, other, others, output: output)
  }

  // MARK: Order

  /// The names that a definition refers to.
  private func names(in name: String, withCalls: Bool = true) -> ArraySlice<String> {
    let all = references[name] ?? Self.names(in: definitions[name]).filter { definitions[$0] != nil }
    references[name] = all
    return withCalls ? all[...] : all.filter { !Self.isCall($0) }[...]
  }

  private static func names(in definition: Definition?) -> [String] {
    let expressions: [HCL.Expression] =
      switch definition {
      case .local(let expression): [expression]
      case .document(let block): block.expressions
      case .call(let block): block.attributes.filter { CallArguments.isArgument($0.key) }.map(\.value.expression)
      case nil: []
      }
    return expressions.flatMap(\.variables).compactMap(\.definedName)
  }

  private static func isCall(_ name: String) -> Bool { name.hasPrefix("module.") }

  private func isComputable(_ name: String) -> Bool { order(name, withCalls: Self.isCall(name)) == .computable }

  /// Finds the circles among what `name` is made of. Without recursion: a chain of them may be as long as a file.
  private func order(_ name: String, withCalls: Bool) -> Order? {
    var orders = self.orders[withCalls] ?? [:]
    if let known = orders[name] { return known }
    guard definitions[name] != nil else { return nil }
    self.orders[withCalls] = nil
    var path = [(name: name, needed: names(in: name, withCalls: withCalls), isCircular: false)]
    orders[name] = .open
    while var current = path.popLast() {
      var next: String?
      while next == nil, let needed = current.needed.popFirst() {
        switch orders[needed] {
        case nil: next = needed
        case .open, .circular: current.isCircular = true
        case .computable: break
        }
      }
      if let next {
        path.append(current)
        path.append((next, names(in: next, withCalls: withCalls), false))
        orders[next] = .open
        continue
      }
      orders[current.name] = current.isCircular ? .circular : .computable
      if current.isCircular, !path.isEmpty { path[path.count - 1].isCircular = true }
    }
    self.orders[withCalls] = orders
    return orders[name]
  }

  /// What `name` is made of, itself at the end and each after those that it refers to; nothing where it hangs on a circle.
  /// Those that are `done` are left out, with what they are made of.
  private func inner(of name: String, except done: (String) -> Bool) -> [String] {
    guard isComputable(name) else { return [] }
    var found: [String] = []
    var seen: Set<String> = [name]
    var path = [(name: name, needed: names(in: name))]
    while var current = path.popLast() {
      guard let needed = current.needed.popFirst() else {
        found.append(current.name)
        continue
      }
      path.append(current)
      if !done(needed), isComputable(needed), seen.insert(needed).inserted { path.append((needed, names(in: needed))) }
    }
    return found
  }
}

extension HCL.Traversal {
  /// The start of a reference that names a local, a data source or a call: `local.a`, `data.t.a`, `module.a`.
  fileprivate var definedName: String? {
    guard let first = steps.first?.name else { return nil }
    switch root {
    case "local", "module": return "\(root).\(first)"
    case "data": return steps.dropFirst().first?.name.map { "data.\(first).\($0)" }
    default: return nil
    }
  }
}

extension ConfigurationBlock {
  /// Every expression in the block.
  var expressions: [HCL.Expression] {
    attributes.values.map(\.expression) + (dynamicForEach.map { [$0] } ?? []) + children.flatMap(\.expressions)
  }
}

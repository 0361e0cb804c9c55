import HCL

/// The locals of one module, each evaluated when somebody first asks for it: most changes ask for few of them, and some
/// are made of hundreds of files.
final class LocalValues {
  private let definitions: [String: HCL.Expression]
  private var values: [String: StaticValue] = [:]
  private var symbolicTexts: [String: String] = [:]
  private var sensitive: [String: Bool] = [:]
  /// What the values may still weigh together.
  private var budget = TerraformLimits.localsBytes

  /// Whether the value of a local can be computed: not of those that refer to one another in a circle, nor of what
  /// builds on them. A circle is found as a local that is still `open` below itself.
  private enum Order { case open, computable, circular }
  private var orders: [String: Order] = [:]

  init(_ definitions: [String: HCL.Expression]) { self.definitions = definitions }

  func definition(of name: String) -> HCL.Expression? { definitions[name] }

  func value(of name: String, in scope: StaticScope) -> StaticValue? {
    if let known = values[name] { return known }
    let scope = scope.outermost
    for local in inner(of: name, except: { values[$0] != nil }) {
      guard let definition = definitions[local] else { continue }
      let value = budget > 0 ? Evaluator(scope: scope).value(of: definition) : .unknown
      budget -= value.weight
      values[local] = value
    }
    return values[name]
  }

  func symbolicText(of name: String, in scope: StaticScope) -> String? {
    if let known = symbolicTexts[name] { return known }
    guard let value = value(of: name, in: scope), !value.isKnown else { return nil }
    let scope = scope.outermost
    for local in inner(of: name, except: { symbolicTexts[$0] != nil || values[$0]?.isKnown != false }) {
      symbolicTexts[local] = definitions[local].map { SymbolicText.render($0, in: scope) }
    }
    return symbolicTexts[name]
  }

  /// Whether a local is made of something sensitive.
  func isSensitive(_ name: String, in scope: StaticScope) -> Bool {
    if let known = sensitive[name] { return known }
    for local in inner(of: name, except: { sensitive[$0] != nil }) {
      sensitive[local] = definitions[local]?.variables.contains(where: scope.isSensitive) ?? false
    }
    return sensitive[name] ?? false
  }

  /// Whether both define the same locals by the same expressions.
  func isSame(as other: LocalValues) -> Bool {
    definitions.count == other.definitions.count
      && definitions.allSatisfy { name, definition in
        other.definitions[name].map(definition.isSemanticallyEqual) ?? false
      }
  }

  // MARK: Order

  /// The locals that an expression refers to.
  private func locals(in definition: HCL.Expression) -> [String] {
    definition.variables.compactMap { reference in
      guard reference.root == "local", let name = reference.steps.first?.name, definitions[name] != nil else {
        return nil
      }
      return name
    }
  }

  /// Finds the circles among what `name` is made of. Without recursion: a chain of locals may be as long as a file.
  private func order(_ name: String) {
    guard orders[name] == nil, let definition = definitions[name] else { return }
    var path = [(name: name, needed: locals(in: definition)[...], isCircular: false)]
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
        path.append((next, locals(in: definitions[next] ?? definition)[...], false))
        orders[next] = .open
        continue
      }
      orders[current.name] = current.isCircular ? .circular : .computable
      if current.isCircular, !path.isEmpty { path[path.count - 1].isCircular = true }
    }
  }

  /// What `name` is made of, itself at the end and each after those that it refers to; nothing where it hangs on a circle.
  /// Those that are `done` are left out, with what they are made of.
  private func inner(of name: String, except done: (String) -> Bool) -> [String] {
    order(name)
    guard orders[name] == .computable, let definition = definitions[name] else { return [] }
    var names: [String] = []
    var seen: Set<String> = [name]
    var path = [(name: name, needed: locals(in: definition)[...])]
    while var current = path.popLast() {
      guard let needed = current.needed.popFirst() else {
        names.append(current.name)
        continue
      }
      path.append(current)
      if !done(needed), let definition = definitions[needed], seen.insert(needed).inserted {
        path.append((needed, locals(in: definition)[...]))
      }
    }
    return names
  }
}

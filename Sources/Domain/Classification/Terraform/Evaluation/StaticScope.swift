import HCL

/// What the names of one module stand for as far as the text of the module tells.
struct StaticScope: Hashable, Sendable {
  /// The values of `var.…`: those set by variable files, else the defaults. A variable without either is
  /// unknown.
  private(set) var variables: [String: StaticValue] = [:]

  /// The values of `local.…`.
  private(set) var locals: [String: StaticValue] = [:]

  /// What the module reads from files of the repository.
  let files: StaticFiles

  /// The element at hand of the `dynamic` blocks around an expression, by their iterators.
  private(set) var iterators: [String: StaticValue] = [:]

  /// The JSON of the policy documents that the module computes, by `type.name`.
  private(set) var documents: [String: StaticValue] = [:]

  /// The text of those locals whose value is not known, with the locals inside them written out.
  private(set) var symbolicLocals: [String: String] = [:]

  /// The variables that the module declares sensitive.
  private let sensitiveVariables: Set<String>

  /// The locals that are made of something sensitive.
  private var sensitiveLocals: Set<String> = []

  init(
    variables: [String: StaticValue] = [:], sensitiveVariables: Set<String> = [],
    locals definitions: [String: HCL.Expression] = [:], files: StaticFiles = StaticFiles()
  ) {
    self.files = files
    self.variables = variables
    self.sensitiveVariables = sensitiveVariables
    var budget = TerraformLimits.localsBytes
    for name in Self.evaluationOrder(of: definitions) {
      guard let definition = definitions[name] else { continue }
      let value = budget > 0 ? Evaluator(scope: self).value(of: definition) : .unknown
      budget -= value.weight
      locals[name] = value
      if definition.variables.contains(where: isSensitive) { sensitiveLocals.insert(name) }
      if !value.isKnown { symbolicLocals[name] = SymbolicText.render(definition, in: self) }
    }
  }

  /// Without any name.
  static let empty = StaticScope()

  /// The scope inside one instance of a block, with what `each`, `count` and the iterators of `dynamic` blocks are in it.
  func binding(_ names: [String: StaticValue]) -> StaticScope {
    guard !names.isEmpty else { return self }
    var scope = self
    scope.iterators.merge(names) { _, new in new }
    return scope
  }

  /// Makes a computed policy document known.
  mutating func add(_ document: StaticValue, at name: String) { documents[name] = document }

  /// Whether a reference leads to a value that must not be shown: declared so, made of such a value, or named
  /// like one.
  func isSensitive(_ reference: HCL.Traversal) -> Bool {
    guard let name = reference.steps.first?.name else { return false }
    switch reference.root {
    case "var": if sensitiveVariables.contains(name) { return true }
    case "local": if sensitiveLocals.contains(name) { return true }
    default: return false
    }
    return reference.steps.contains { $0.name.map(SensitiveAttributes.contains) ?? false }
  }

  /// The names in an order in which each local comes after those it refers to, by name where there is a
  /// choice.
  ///
  /// Locals that refer to one another in a circle are left out, and so stay unknown; so is what builds on
  /// them.
  private static func evaluationOrder(of definitions: [String: HCL.Expression]) -> [String] {
    var dependents: [String: [String]] = [:]
    var missing: [String: Int] = [:]
    for (name, definition) in definitions {
      let needed = Set(
        definition.variables.compactMap { reference in
          reference.root == "local" ? reference.steps.first?.name : nil
        }
      ).filter { definitions[$0] != nil }
      missing[name] = needed.count
      for other in needed { dependents[other, default: []].append(name) }
    }
    var order: [String] = []
    var ready = missing.filter { $0.value == 0 }.keys.sorted()
    while !ready.isEmpty {
      order += ready
      var next: [String] = []
      for name in ready {
        for dependent in dependents[name] ?? [] {
          let count = (missing[dependent] ?? 0) - 1
          missing[dependent] = count
          if count == 0 { next.append(dependent) }
        }
      }
      ready = next.sorted()
    }
    return order
  }
}

extension HCL.TraversalStep {
  /// The member that the step goes to: `.name` and `["name"]` mean the same.
  var name: String? {
    switch self {
    case .attribute(let name), .key(let name): name
    case .index: nil
    }
  }
}

import HCL

/// What the names of one module stand for as far as the text of the module tells.
struct StaticScope {
  /// The values of `var.…`: those set by variable files, else the defaults. A variable without either is
  /// unknown.
  let variables: [String: StaticValue]

  /// What the module reads from files of the repository.
  let files: StaticFiles

  /// The element at hand of the `dynamic` blocks around an expression, by their iterators.
  private(set) var iterators: [String: StaticValue] = [:]

  /// The JSON of the policy documents that the module computes, by `type.name`.
  private(set) var documents: [String: StaticValue] = [:]

  /// The variables that the module declares sensitive.
  private let sensitiveVariables: Set<String>

  /// `nil` where there are none.
  private let locals: LocalValues?

  init(
    variables: [String: StaticValue] = [:], sensitiveVariables: Set<String> = [],
    locals definitions: [String: HCL.Expression] = [:], files: StaticFiles = StaticFiles()
  ) {
    self.files = files
    self.variables = variables
    self.sensitiveVariables = sensitiveVariables
    locals = definitions.isEmpty ? nil : LocalValues(definitions)
  }

  /// The value of `local.…`; `nil` where there is none, and for one of a circle.
  func local(_ name: String) -> StaticValue? { locals?.value(of: name, in: self) }

  func definition(ofLocal name: String) -> HCL.Expression? { locals?.definition(of: name) }

  /// The text of a local whose value is not known, with the locals inside it written out.
  func symbolicLocal(_ name: String) -> String? { locals?.symbolicText(of: name, in: self) }

  /// The scope of what is defined once for the whole module.
  var outermost: StaticScope {
    var scope = self
    scope.iterators = [:]
    scope.documents = [:]
    return scope
  }

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
    case "local": if locals?.isSensitive(name, in: self) ?? false { return true }
    default: return false
    }
    return reference.steps.contains { $0.name.map(SensitiveAttributes.contains) ?? false }
  }

  /// Whether every name surely stands for the same in both.
  func isSame(as other: StaticScope) -> Bool {
    guard variables == other.variables, sensitiveVariables == other.sensitiveVariables,
      iterators == other.iterators, files == other.files, documents == other.documents
    else { return false }
    return switch (locals, other.locals) {
    case (nil, nil): true
    case (let first?, let second?): first.isSame(as: second)
    default: false
    }
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

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

  /// The texts of variables whose values are not known but for some words, with what is not known left out.
  let texts: [String: String]

  /// The variables that the module declares sensitive.
  let sensitiveVariables: Set<String>

  /// `nil` where there are none.
  private let names: NamedValues?

  init(
    variables: [String: StaticValue] = [:], texts: [String: String] = [:], sensitiveVariables: Set<String> = [],
    defining definitions: [String: NamedValues.Definition] = [:], files: StaticFiles = StaticFiles(),
    modules: CalledModuleReader? = nil
  ) {
    self.files = files
    self.variables = variables
    self.texts = texts
    self.sensitiveVariables = sensitiveVariables
    names = definitions.isEmpty ? nil : NamedValues(definitions, modules)
  }

  /// The value of `local.…`; `nil` where there is none, and for one of a circle.
  func local(_ name: String) -> StaticValue? { names?.value(of: "local.\(name)", in: self) }

  func definition(ofLocal name: String) -> HCL.Expression? {
    if case .local(let definition) = names?.definition(of: "local.\(name)") { definition } else { nil }
  }

  /// The text of a local whose value is not known, with the locals inside it written out.
  func symbolicLocal(_ name: String) -> String? { names?.symbolicText(of: "local.\(name)", in: self) }

  /// The JSON of a policy document that the module computes, or the text of a template: `type.name`.
  func document(_ name: String) -> StaticValue? { names?.value(of: "data.\(name)", in: self) }

  func definition(ofDocument name: String) -> ConfigurationBlock? {
    if case .document(let block) = names?.definition(of: "data.\(name)") { block } else { nil }
  }

  /// The module that a call leads to; `nil` for one that is not read here.
  func module(_ name: String) -> CalledModule? { names?.module("module.\(name)", in: self) }

  func definition(ofCall name: String) -> ConfigurationBlock? {
    if case .call(let block) = names?.definition(of: "module.\(name)") { block } else { nil }
  }

  /// Whether two calls of one name give back the same as far as the module that they lead to goes.
  func givesSame(_ call: ConfigurationBlock, _ other: ConfigurationBlock, _ scope: StaticScope, output: String?) -> Bool
  {
    guard let names, let others = scope.names else { return true }
    return names.givesSame(call, other, others, output: output)
  }

  /// The scope of what is defined once for the whole module.
  var outermost: StaticScope {
    var scope = self
    scope.iterators = [:]
    return scope
  }

  /// The scope inside one instance of a block, with what `each`, `count` and the iterators of `dynamic` blocks are in it.
  func binding(_ names: [String: StaticValue]) -> StaticScope {
    guard !names.isEmpty else { return self }
    var scope = self
    scope.iterators.merge(names) { _, new in new }
    return scope
  }

  /// Whether a reference leads to a value that must not be shown: declared so, made of such a value, or named
  /// like one.
  func isSensitive(_ reference: HCL.Traversal) -> Bool {
    guard let name = reference.steps.first?.name else { return false }
    switch reference.root {
    case "var": if sensitiveVariables.contains(name) { return true }
    case "local": if names?.isSensitive("local.\(name)", in: self) ?? false { return true }
    case "module": if module(name)?.isSensitive(reference.steps.dropFirst()) ?? false { return true }
    default: return false
    }
    return reference.steps.contains { $0.name.map(SensitiveAttributes.contains) ?? false }
  }

  /// Whether every name surely stands for the same in both.
  func isSame(as other: StaticScope) -> Bool {
    guard variables == other.variables, sensitiveVariables == other.sensitiveVariables,
      iterators == other.iterators, files == other.files, texts == other.texts
    else { return false }
    return switch (names, other.names) {
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

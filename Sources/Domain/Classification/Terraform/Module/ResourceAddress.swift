import HCL

/// A managed resource of a module, without instance key: `aws_db_instance.main`.
struct ResourceAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
  let type: String
  let name: String

  var description: String { "\(type).\(name)" }

  static func < (left: ResourceAddress, right: ResourceAddress) -> Bool {
    (left.type, left.name) < (right.type, right.name)
  }
}

extension HCL.Traversal {
  /// The managed resource of the same module that a reference leads into, `aws_db_instance.main.arn`.
  var resource: ResourceAddress? {
    let names = leadingNames
    return names.count >= 2 ? ResourceAddress(type: names[0], name: names[1]) : nil
  }
}

/// What a `moved` or `removed` block or a reference names: a resource or a whole module call, here or in a
/// child module. Instance keys are left out.
struct ConfigurationAddress: Hashable, Sendable, CustomStringConvertible {
  /// The module calls on the way, outermost first.
  let modules: [String]
  /// `nil` when the address names the last module call as a whole.
  let resource: ResourceAddress?

  var description: String {
    (modules.map { "module.\($0)" } + (resource.map { ["\($0)"] } ?? [])).joined(separator: ".")
  }

  init(modules: [String], resource: ResourceAddress?) {
    self.modules = modules
    self.resource = resource
  }

  /// The address as the module that is called `call` here knows it; `nil` for what is not inside it, and for the call
  /// itself.
  func inside(_ call: String) -> ConfigurationAddress? {
    guard modules.first == call, modules.count > 1 || resource != nil else { return nil }
    return ConfigurationAddress(modules: Array(modules.dropFirst()), resource: resource)
  }

  init(_ resource: ResourceAddress) {
    self.modules = []
    self.resource = resource
  }

  init(module: String) {
    self.modules = [module]
    self.resource = nil
  }

  /// Reads `aws_vpc.main`, `module.network.aws_vpc.main[0]`, `module.network["a"]`; further attributes are
  /// left out. `nil` for data sources and for anything that is no such address.
  init?(_ expression: HCL.Expression) {
    // In the JSON syntax an address is a string.
    let written = expression.literalString.map { HCL.parseExpression(Array($0.utf8)).expression } ?? expression
    guard let traversal = written.traversal else { return nil }
    // Instance keys are steps of their own and carry no name that counts here.
    let names =
      [traversal.root]
      + traversal.steps.compactMap { step in
        if case .attribute(let name) = step { name } else { nil }
      }
    var modules: [String] = []
    var rest = names[...]
    while rest.first == "module", rest.count >= 2 {
      modules.append(rest[rest.startIndex + 1])
      rest = rest.dropFirst(2)
    }
    guard let type = rest.first else {
      guard !modules.isEmpty else { return nil }
      self.modules = modules
      self.resource = nil
      return
    }
    guard rest.count >= 2, !Self.otherRoots.contains(type) else { return nil }
    self.modules = modules
    self.resource = ResourceAddress(type: type, name: rest[rest.startIndex + 1])
  }

  /// The key of the instance of a resource that an address ends with; `nil` where it means the whole.
  static func key(_ expression: HCL.Expression) -> String? {
    let written = expression.literalString.map { HCL.parseExpression(Array($0.utf8)).expression } ?? expression
    return switch written.traversal?.steps.last {
    case .key(let key): key
    case .index(let number): number
    case .attribute, nil: nil
    }
  }

  /// Roots of references that name no managed resource.
  private static let otherRoots: Set<String> = [
    "data", "var", "local", "each", "count", "path", "self", "terraform", "tofu", "ephemeral", "module",
  ]
}

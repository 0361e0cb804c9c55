import HCL

/// What a call sets, as far as it is known.
struct CallArguments {
  private(set) var values: [String: StaticValue] = [:]
  /// The words of those that are not known, with what is not known left out.
  private(set) var texts: [String: String] = [:]
  /// Those that are made of something sensitive.
  private(set) var sensitive: Set<String> = []

  init(of call: ConfigurationBlock, in scope: StaticScope) {
    let inner = scope.around(call)
    for (name, attribute) in call.attributes where Self.isArgument(name) {
      let value = Evaluator(scope: inner).value(of: attribute.expression)
      if value != .null { values[name] = value }
      if value == .unknown { texts[name] = Evaluator(scope: inner).words(of: attribute.expression) }
      if attribute.expression.variables.contains(where: inner.isSensitive) { sensitive.insert(name) }
    }
  }

  /// Whether an argument of a call goes to the module: the others say something to Terraform.
  static func isArgument(_ name: String) -> Bool { !metaArguments.contains(name) }

  private static let metaArguments: Set<String> = [
    "source", "version", "count", "for_each", "providers", "depends_on",
  ]
}

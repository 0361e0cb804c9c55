import HCL

/// One argument of a rule, whether the rule is a block or an object in a list.
struct RuleField {
  /// `nil` when it is absent.
  let value: StaticValue?
  /// What a report shows where the value is not known.
  let text: String
  let isLiteral: Bool
  /// The elements of a list, one by one; a single value is a list of one.
  let elements: [Element]

  struct Element {
    let value: StaticValue?
    let text: String
  }

  init(_ name: String, of block: ConfigurationBlock, in view: ModuleView) {
    let argument = view.argument(name, of: block)
    value = argument.value
    text = argument.symbolicText
    isLiteral = argument.isLiteral
    if let expressions = argument.source?.expression.tupleElements {
      let scope = view.scope.around(block)
      elements = expressions.map { expression in
        Element(
          value: Evaluator(scope: scope).value(of: expression), text: SymbolicText.render(expression, in: scope))
      }
    } else {
      elements = Self.elements(of: argument.value, text: text)
    }
  }

  /// A value that stands for itself.
  init(value: StaticValue) {
    self.value = value
    text = value.shown
    isLiteral = true
    elements = [Element(value: value, text: text)]
  }

  /// A member of an object that was computed.
  init(_ name: String, of members: [String: StaticValue], text: String) {
    let member = members[name]
    value = member == .null ? nil : member
    self.text = "\(name) of \(text)"
    isLiteral = false
    elements = Self.elements(of: value, text: self.text)
  }

  private static func elements(of value: StaticValue?, text: String) -> [Element] {
    guard let value else { return [] }
    guard let values = value.elements else { return [Element(value: value, text: text)] }
    return values.map { Element(value: $0, text: $0.isKnown ? $0.shown : text) }
  }
}

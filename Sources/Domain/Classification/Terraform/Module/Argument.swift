import Findings
import HCL

/// What one side of a module says about one argument of a block.
struct Argument {
  /// The name; names of nested blocks come first, joined by dots.
  let path: String

  /// The value; `nil` when the argument is absent or `null`.
  let value: StaticValue?

  /// Where it is written; `nil` when it is absent.
  let source: ConfigurationAttribute?

  /// What the names in it stand for. The texts below are only made when somebody asks: most arguments are the same on
  /// both sides.
  private let scope: StaticScope?

  /// Whether it stands in another module than the one that it is compared in.
  let isFromElsewhere: Bool

  /// Not set at all.
  static func absent(_ path: String) -> Argument { Argument(path: path) }

  private init(path: String) {
    self.path = path
    self.value = nil
    self.source = nil
    self.scope = nil
    self.isFromElsewhere = false
  }

  init(
    path: String, _ attribute: ConfigurationAttribute, in scope: StaticScope, isFromElsewhere: Bool = false
  ) {
    let value = Evaluator(scope: scope).value(of: attribute.expression)
    self.path = path
    self.value = value == .null ? nil : value
    self.source = attribute
    self.scope = scope
    self.isFromElsewhere = isFromElsewhere
  }

  /// Whether the value stands in the text, without any name to look up.
  var isLiteral: Bool {
    guard let source else { return true }
    return isKnown && source.expression.variables.isEmpty
  }

  /// What values that are not known are compared by.
  var symbolicText: String {
    guard let source, let scope else { return "" }
    if let value, !value.isKnown { return SymbolicText.render(source.expression, in: scope) }
    return (value ?? .null).shown
  }

  /// The words of a text that is not known, with what is not known left out.
  var words: String? {
    guard let source, let scope, value == .unknown else { return nil }
    return Evaluator(scope: scope).words(of: source.expression)
  }

  /// Whether a variable or local that the value names is declared sensitive.
  private var namesSensitiveValue: Bool {
    scope.flatMap { source?.expression.variables.contains(where: $0.isSensitive) } ?? false
  }

  /// Whether nobody may see the value. Asked only when it would be shown: most arguments never are.
  private var isSensitive: Bool {
    guard let source else { return false }
    return namesSensitiveValue || SensitiveAttributes.contains(source.name)
      || SensitiveAttributes.holdsCredentials(symbolicText)
      || source.expression.objectItems?.contains {
        $0.key.literal.map(SensitiveAttributes.contains) ?? true
      } ?? false
  }

  var isAbsent: Bool { value == nil }

  /// Whether it is known what the argument is, absence included.
  var isKnown: Bool { value?.isKnown ?? true }

  /// How far the two sides of a change are known.
  static func confidence(_ arguments: Argument...) -> Finding.Confidence {
    if !arguments.allSatisfy(\.isKnown) { return .symbolic }
    return arguments.allSatisfy(\.isLiteral) ? .literal : .resolved
  }

  /// What a report shows: `storage_encrypted = true`, with the expression where the value is not known (its
  /// locals written out); `nil` when the argument is absent.
  var shown: Finding.Value? {
    if source == nil { return nil }
    if isSensitive { return .sensitive }
    return .text("\(path) = \(value == nil ? "null" : symbolicText)")
  }

  /// The value alone, as a fact that a challenge asks for; `nil` when it must not be shown.
  var fact: String? {
    guard let value, !isSensitive else { return isSensitive ? nil : "absent" }
    return value.isKnown ? value.string ?? value.shown : symbolicText
  }
}

extension StaticScope {
  /// The argument `name` of `block`.
  func argument(_ name: String, of block: ConfigurationBlock) -> Argument {
    block.attribute(name).map { Argument(path: name, $0, in: around(block), isFromElsewhere: block.home != nil) }
      ?? .absent(name)
  }
}

extension ModuleView {
  /// The argument `name` of `block`.
  func argument(_ name: String, of block: ConfigurationBlock) -> Argument { scope.argument(name, of: block) }

  /// The argument at the end of a path of nested blocks, once for each of the blocks, in the order of the
  /// source.
  ///
  /// None when there is no such block; `.absent` where a block does not have the argument.
  func arguments(at path: [String], of block: ConfigurationBlock) -> [Argument] {
    guard let name = path.last else { return [] }
    var blocks = [block]
    for type in path.dropLast() { blocks = blocks.flatMap { scope.children(ofType: type, of: $0) } }
    let shown = path.joined(separator: ".")
    return blocks.map { block in
      block.attribute(name).map {
        Argument(path: shown, $0, in: scope.around(block), isFromElsewhere: block.home != nil)
      } ?? .absent(shown)
    }
  }

  /// What `lifecycle.ignore_changes` names: changes of these arguments do nothing.
  func ignoredArguments(of block: ConfigurationBlock) -> IgnoredArguments {
    guard let attribute = block.children(ofType: "lifecycle").first?.attribute("ignore_changes") else {
      return IgnoredArguments()
    }
    let listed = attribute.expression.tupleElements ?? [attribute.expression]
    let names = listed.compactMap { $0.traversal?.leadingNames.joined(separator: ".") ?? $0.literalString }
    return IgnoredArguments(
      paths: Set(names), all: names.contains("all") && attribute.expression.tupleElements == nil)
  }
}

/// The arguments whose changes a resource ignores.
struct IgnoredArguments: Hashable, Sendable {
  var paths: Set<String> = []
  var all = false

  /// Whether a change of `path` is ignored, by its own name or that of a block around it.
  func contains(_ path: String) -> Bool {
    all || paths.contains { path == $0 || path.hasPrefix($0 + ".") }
  }
}

import HCL

/// A block with every override applied to it, each part with the file it came from.
struct ConfigurationBlock {
  let type: String
  let labels: [String]
  let origin: ConfigurationOrigin

  /// From the type to the closing brace, in ``origin``.
  let range: HCL.ByteRange

  /// From the type to the opening brace, in ``origin``.
  let headerRange: HCL.ByteRange

  /// The `for_each` of the `dynamic` block whose content this is: there may be any number of such blocks.
  let dynamicForEach: HCL.Expression?

  /// What the `dynamic` block calls the element at hand: its own type, unless `iterator` says otherwise.
  let dynamicIterator: String

  var isDynamic: Bool { dynamicForEach != nil }

  private(set) var attributes: [String: ConfigurationAttribute]
  private(set) var children: [ConfigurationBlock]

  /// What `each` and `count` are in it, where it is one instance of a repeated block.
  private(set) var bindings: [String: StaticValue] = [:]

  /// What the names in it stand for, where it comes from another module than the one that it is compared in.
  private(set) var home: Home?

  final class Home {
    let scope: StaticScope

    init(_ scope: StaticScope) { self.scope = scope }
  }

  /// The recursion follows the syntax tree, whose depth the parser bounds.
  init(_ block: HCL.Block, origin: ConfigurationOrigin) {
    self.init(
      block, type: block.type, labels: block.labels, origin: origin, dynamicForEach: nil, dynamicIterator: "")
  }

  private init(
    _ block: HCL.Block, type: String, labels: [String], origin: ConfigurationOrigin,
    dynamicForEach: HCL.Expression?, dynamicIterator: String
  ) {
    self.type = type
    self.labels = labels
    self.origin = origin
    self.range = block.range
    self.headerRange = block.headerRange
    self.dynamicForEach = dynamicForEach
    self.dynamicIterator = dynamicIterator
    self.attributes = Dictionary(
      block.body.attributes.map { ($0.name, ConfigurationAttribute($0, origin: origin)) },
      uniquingKeysWith: { first, _ in first })
    self.children = block.body.blocks.map { child in
      // `dynamic "x" { for_each = …; content { … } }` makes blocks of type x.
      if child.type == "dynamic", let type = child.labels.first,
        let content = child.body.blocks(ofType: "content").first,
        let collection = child.body.expression(named: "for_each")
      {
        return ConfigurationBlock(
          content, type: type, labels: [], origin: origin, dynamicForEach: collection,
          dynamicIterator: child.body.expression(named: "iterator")?.traversal?.root ?? type)
      }
      return ConfigurationBlock(child, origin: origin)
    }
  }

  /// A block that no file spells out as such.
  init(
    type: String, labels: [String] = [], at source: ConfigurationAttribute, attributes: [ConfigurationAttribute],
    children: [ConfigurationBlock] = []
  ) {
    self.type = type
    self.labels = labels
    self.origin = source.origin
    self.range = source.range
    self.headerRange = source.range
    self.dynamicForEach = nil
    self.dynamicIterator = ""
    self.attributes = Dictionary(attributes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.children = children
  }

  /// The block as one instance of itself.
  func bound(_ names: [String: StaticValue]) -> ConfigurationBlock {
    var copy = self
    copy.bindings = names
    copy.children = children.map { $0.bound(names) }
    return copy
  }

  /// The block as it stands in a module of these names.
  func at(_ home: Home) -> ConfigurationBlock {
    var copy = self
    copy.home = home
    copy.children = children.map { $0.at(home) }
    return copy
  }

  /// Whether any argument differs from one instance to the next.
  var refersToInstance: Bool {
    attributes.contains { name, attribute in
      name != "for_each" && name != "count"
        && attribute.expression.variables.contains { $0.root == "each" || $0.root == "count" }
    } || dynamicForEach?.variables.contains { $0.root == "each" || $0.root == "count" } ?? false
      || children.contains(where: \.refersToInstance)
  }

  /// A block that stands in no text: a resource as a plan shows it.
  init(
    type: String, labels: [String], origin: ConfigurationOrigin, attributes: [String: HCL.Expression],
    children: [ConfigurationBlock]
  ) {
    let nowhere = HCL.ByteRange(start: 0, end: 0)
    self.type = type
    self.labels = labels
    self.origin = origin
    self.range = nowhere
    self.headerRange = nowhere
    self.dynamicForEach = nil
    self.dynamicIterator = ""
    self.attributes = Dictionary(
      uniqueKeysWithValues: attributes.map { name, expression in
        (name, ConfigurationAttribute(name, expression, range: nowhere, origin: origin))
      })
    self.children = children
  }

  func attribute(_ name: String) -> ConfigurationAttribute? { attributes[name] }

  func children(ofType type: String) -> [ConfigurationBlock] { children.filter { $0.type == type } }

  /// Whether both blocks say the same, whatever their comments, format and order of arguments.
  func isEqual(to other: ConfigurationBlock) -> Bool {
    type == other.type && labels == other.labels && hasEqualBody(to: other)
  }

  /// Whether both blocks say the same but for their labels.
  func hasEqualBody(to other: ConfigurationBlock) -> Bool {
    guard attributes.count == other.attributes.count, children.count == other.children.count else {
      return false
    }
    switch (dynamicForEach, other.dynamicForEach) {
    case (nil, nil): break
    case (let first?, let second?): if !first.isSemanticallyEqual(to: second) { return false }
    default: return false
    }
    for (name, attribute) in attributes {
      guard let counterpart = other.attributes[name],
        attribute.expression.isSemanticallyEqual(to: counterpart.expression)
      else { return false }
    }
    return Dictionary(grouping: children, by: \.type).allSatisfy { type, blocks in
      let counterparts = other.children(ofType: type)
      return blocks.count == counterparts.count && zip(blocks, counterparts).allSatisfy { $0.isEqual(to: $1) }
    }
  }

  /// Lays `override` over this block as Terraform merges an override file: arguments one by one, nested
  /// blocks by type as a whole, except `lifecycle`, whose arguments are merged one by one as well.
  func overridden(by override: ConfigurationBlock) -> ConfigurationBlock {
    var merged = self
    merged.attributes.merge(override.attributes) { _, new in new }
    let lifecycles = override.children(ofType: "lifecycle")
    let replaced = Set(override.children.map(\.type)).subtracting(["lifecycle"])
    merged.children.removeAll { replaced.contains($0.type) }
    merged.children += override.children.filter { $0.type != "lifecycle" }
    for lifecycle in lifecycles {
      if let index = merged.children.firstIndex(where: { $0.type == "lifecycle" }) {
        merged.children[index] = merged.children[index].overridden(by: lifecycle)
      } else {
        merged.children.append(lifecycle)
      }
    }
    return merged
  }
}

/// One argument with the file it came from.
struct ConfigurationAttribute: Sendable {
  let name: String
  let expression: HCL.Expression
  let range: HCL.ByteRange
  let origin: ConfigurationOrigin

  init(_ attribute: HCL.Attribute, origin: ConfigurationOrigin) {
    self.init(attribute.name, attribute.expression, range: attribute.range, origin: origin)
  }

  init(_ name: String, _ expression: HCL.Expression, range: HCL.ByteRange, origin: ConfigurationOrigin) {
    self.name = name
    self.expression = expression
    self.range = range
    self.origin = origin
  }
}

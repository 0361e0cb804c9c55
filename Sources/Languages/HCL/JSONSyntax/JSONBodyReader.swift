extension HCL {
  /// How the members of a JSON file are to be taken, which the JSON syntax leaves to the program that reads it.
  public struct JSONSchema: Sendable {
    /// The block types at the top of the file, with the number of their labels; every other name is an attribute.
    public let blocks: [String: Int]
    /// The block types inside of other blocks that have labels, with their number.
    public let nestedLabels: [String: Int]
    /// Whether strings are templates; in a file of plain values they stand for themselves.
    public let hasTemplates: Bool

    public init(blocks: [String: Int], nestedLabels: [String: Int] = [:], hasTemplates: Bool = true) {
      self.blocks = blocks
      self.nestedLabels = nestedLabels
      self.hasTemplates = hasTemplates
    }
  }

  /// Parses one file in the JSON syntax (json/spec.md of hashicorp/hcl) into the same tree as the native one.
  ///
  /// Below the top, whether a member is a block or an attribute depends on the resource type, which is not known here.
  /// An object, or a list of nothing but objects, is therefore given as both: as an attribute and as nested blocks.
  /// Positions inside a template are those in the text of its string; attributes and blocks have those of the file.
  public static func parseJSON(
    _ bytes: [UInt8], schema: JSONSchema, limits: Limits = .default
  ) -> ParsedFile {
    guard bytes.count <= min(limits.maximumBytes, Limits.addressableBytes) else {
      let whole = ByteRange(start: 0, end: bytes.count)
      return ParsedFile(body: Body(), diagnostics: [Diagnostic(problem: .fileTooLarge, range: whole)])
    }
    var parser = JSONNodeParser(bytes: bytes, limits: limits)
    let root = parser.parse()
    var reader = JSONBodyReader(schema: schema, limits: limits, diagnostics: parser.diagnostics)
    let body = root.map { reader.file($0) } ?? Body()
    return ParsedFile(body: body, diagnostics: reader.diagnostics.items)
  }
}

/// Makes bodies of JSON objects.
struct JSONBodyReader {
  let schema: HCL.JSONSchema
  let limits: HCL.Limits
  var diagnostics: DiagnosticCollector

  mutating func file(_ root: JSONNode) -> HCL.Body {
    // A file may be a list of objects, whose members count together.
    var builder = Parser.BodyBuilder()
    for node in list(root) {
      guard case .object(let members) = node.value else {
        diagnostics.add(.jsonBodyExpected, node.range)
        continue
      }
      for member in members where member.name != "//" {
        if let labels = schema.blocks[member.name] {
          builder.blocks += blocks(member, labels: labels)
        } else {
          add(member, to: &builder)
        }
      }
    }
    return builder.body
  }

  private func list(_ node: JSONNode) -> [JSONNode] {
    if case .array(let elements) = node.value { elements } else { [node] }
  }

  private mutating func add(_ member: JSONMember, to builder: inout Parser.BodyBuilder) {
    let attribute = HCL.Attribute(
      name: member.name, nameRange: member.nameRange, expression: expression(member.node), range: member.range)
    if !builder.add(attribute) { diagnostics.add(.duplicateAttribute, member.nameRange) }
  }

  // MARK: Blocks

  /// The blocks of one type: an object for each label, then the body or a list of bodies.
  private mutating func blocks(_ member: JSONMember, labels: Int) -> [HCL.Block] {
    var blocks: [HCL.Block] = []
    collect(member, member.node, labels: [], ranges: [], missing: labels, into: &blocks)
    return blocks
  }

  private mutating func collect(
    _ member: JSONMember, _ node: JSONNode, labels: [String], ranges: [HCL.ByteRange], missing: Int,
    into blocks: inout [HCL.Block]
  ) {
    for node in list(node) {
      // `null` stands for no block at all.
      if case .null = node.value { continue }
      guard case .object(let members) = node.value else {
        diagnostics.add(.jsonBodyExpected, node.range)
        continue
      }
      guard missing == 0 else {
        for label in members where label.name != "//" {
          collect(
            member, label.node, labels: labels + [label.name], ranges: ranges + [label.nameRange],
            missing: missing - 1, into: &blocks)
        }
        continue
      }
      let start = ranges.last ?? member.nameRange
      let header = HCL.ByteRange(start: start.start, end: node.range.start + 1)
      blocks.append(
        HCL.Block(
          type: member.name, labels: labels, body: body(members), typeRange: member.nameRange, labelRanges: ranges,
          headerRange: header, range: start.through(node.range)))
    }
  }

  /// The body of a block. What may be nested blocks is kept as an attribute as well.
  private mutating func body(_ members: [JSONMember]) -> HCL.Body {
    var builder = Parser.BodyBuilder()
    for member in members where member.name != "//" {
      if let labels = schema.nestedLabels[member.name] {
        builder.blocks += blocks(member, labels: labels)
        continue
      }
      add(member, to: &builder)
      if mayBeBlocks(member.node) { builder.blocks += blocks(member, labels: 0) }
    }
    return builder.body
  }

  private func mayBeBlocks(_ node: JSONNode) -> Bool {
    let nodes = list(node)
    return !nodes.isEmpty
      && nodes.allSatisfy { if case .object = $0.value { true } else { false } }
  }

  // MARK: Expressions

  /// The depth of the nodes is bounded by the parser.
  private mutating func expression(_ node: JSONNode) -> HCL.Expression {
    let kind: HCL.Expression.Kind
    switch node.value {
    case .null: kind = .null
    case .bool(let value): kind = .bool(value)
    case .number(let text): kind = number(text, node.range)
    case .string(let text): kind = string(text, node.range).kind
    case .array(let elements):
      var values: [HCL.Expression] = []
      for element in elements { values.append(expression(element)) }
      kind = .tuple(values)
    case .object(let members):
      var items: [HCL.ObjectItem] = []
      for member in members {
        let key = string(member.name, member.nameRange)
        items.append(HCL.ObjectItem(key: .expression(key), value: expression(member.node)))
      }
      kind = .object(items)
    }
    return HCL.Expression(kind, range: node.range)
  }

  private func number(_ text: String, _ range: HCL.ByteRange) -> HCL.Expression.Kind {
    guard text.first == "-" else { return .number(text) }
    return .unary(.negate, HCL.Expression(.number(String(text.dropFirst())), range: range))
  }

  private mutating func string(_ text: String, _ range: HCL.ByteRange) -> HCL.Expression {
    guard schema.hasTemplates, text.utf8.contains(UInt8(ascii: "{")) else {
      return HCL.Expression(.string(text), range: range)
    }
    let parsed = HCL.parseTemplate(Array(text.utf8), limits: limits)
    for diagnostic in parsed.diagnostics { diagnostics.add(diagnostic.problem, range) }
    return HCL.Expression(parsed.expression.kind, range: range)
  }
}

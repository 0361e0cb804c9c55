import Exposure
import Findings
import HCL

/// One rule of a cloud's firewall that lets packets in or refuses them.
struct IngressRule {
  /// What the rule belongs to: rules of one group decide together what is reached.
  let group: IngressGroup
  /// The resource that holds the rule.
  let owner: ResourceAddress
  /// The block to point at.
  let block: ConfigurationBlock
  let rule: Rule
  /// What the rule says, to tell rules of both sides apart.
  let signature: Signature
  /// How far the fields of the rule are written out.
  let confidence: Finding.Confidence

  struct Signature: Hashable {
    let addresses: AddressSet
    let service: IngressService
    let action: Rule.Action
    let order: Int
    let conditions: [Condition]
  }

  /// Whether a source is not known because it comes from outside the module: from its caller, another resource, data.
  ///
  /// The text decides. What is computed from nothing but the module's own text could be known, and is only not
  /// understood here: an unusual function, a file.
  var hasSourceFromOutside: Bool {
    signature.conditions.contains { condition in
      condition.term.hasPrefix("source is ") && Self.outside.contains { condition.term.contains($0) }
    }
  }

  private static let outside = [
    "var.", "data.", "module.", "each.", "count.", "aws_", "google_", "azurerm_", "azuread_", "terraform_", "random_",
    PlanValues.unknownRoot + ".",
  ]

  /// Whether the rule hangs on something that is not known.
  var isConditional: Bool { !rule.conditions.isEmpty }
}

/// The rules that decide together: a security group, the rules of a network for one target.
struct IngressGroup: Hashable {
  enum Semantics: Hashable {
    /// What any rule allows is allowed.
    case union
    /// The rule with the lowest number decides.
    case prioritized
  }

  /// The address of the group in the head, or the text that names it.
  let name: String
  let semantics: Semantics
}

/// Where the packets of a rule may come from.
struct IngressSources {
  /// The addresses that are known.
  var addresses = AddressSet.none
  /// The texts of those that are not.
  var unknown: [String] = []
  /// How far the addresses are written out.
  var confidence = Finding.Confidence.literal

  /// Adds what one argument lists. Values that are no addresses name peers inside the cloud, which are not
  /// looked at.
  mutating func add(_ field: IngressField, world: Set<String> = []) {
    for element in field.elements {
      guard let text = element.value?.string else {
        if element.value != nil { unknown.append(element.text) }
        continue
      }
      if world.contains(text.lowercased()) {
        addresses = addresses.union(.all)
      } else if let prefix = try? Prefix(parsing: text, clearingHostBits: true) {
        addresses = addresses.union(AddressSet(prefix))
      }
    }
    if !field.isLiteral { confidence = .resolved }
  }
}

/// Which packets a rule speaks of, the sources aside.
struct IngressService: Hashable {
  var protocols = ProtocolSet.full
  var ports = PortSet.full
  /// What is not known of protocol and ports.
  var unknown: [String] = []
  var confidence = Finding.Confidence.literal

  /// Reads a protocol by name or number; `-1`, `all` and `*` are every protocol.
  mutating func set(protocol field: IngressField) {
    if !field.isLiteral { confidence = .resolved }
    guard let value = field.value else { return }
    guard let text = value.string?.lowercased() else {
      unknown.append("protocol is \(field.text)")
      return
    }
    if ["-1", "all", "*"].contains(text) { return }
    guard let number = IPProtocol.number(text == "icmpv6" ? "ipv6-icmp" : text) ?? IPProtocol.number(text)
    else {
      unknown.append("protocol is \(field.text)")
      return
    }
    protocols = ProtocolSet(members: [number])
  }

  /// Whether ports mean anything for the protocol.
  var hasPorts: Bool { protocols.isFull || protocols.isSubset(of: IPProtocol.withPorts) }

  /// Reads `22`, `1000-2000` or `*` for each element; none restrict nothing.
  mutating func set(ports fields: [IngressField]) {
    let elements = fields.flatMap(\.elements)
    if fields.contains(where: { !$0.isLiteral }) { confidence = .resolved }
    guard hasPorts, !elements.isEmpty else { return }
    var ports = PortSet()
    for element in elements {
      guard let text = element.value?.string else {
        unknown.append("port is \(element.text)")
        continue
      }
      if text == "*" { return }
      let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
      switch (bounds.count, bounds.first ?? nil, bounds.last ?? nil) {
      case (1...2, let first?, let last?) where first <= last: ports = ports.union(PortSet(first...last))
      default: unknown.append("port is \(text)")
      }
    }
    self.ports = unknown.isEmpty ? ports : .full
  }

  /// Reads the first and last port.
  mutating func set(from first: IngressField, to last: IngressField) {
    guard hasPorts, !protocols.isFull else { return }
    if !first.isLiteral || !last.isLiteral { confidence = .resolved }
    if first.value == nil, last.value == nil { return }
    let bounds = [first, last].map { $0.value?.numeric?.integer.flatMap { UInt16(exactly: $0) } }
    guard let low = bounds[0], let high = bounds[1], low <= high else {
      unknown.append("port is \(first.text == last.text ? first.text : "\(first.text)–\(last.text)")")
      return
    }
    ports = PortSet(low...high)
  }

  func traffic(from sources: AddressSet) -> TrafficSet {
    TrafficSet(TrafficBox(sources: sources, protocols: protocols, destinationPorts: ports))
  }
}

/// One argument of a rule, whether the rule is a block or an object in a list.
struct IngressField {
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
      let scope = view.scope.binding(block.bindings)
      elements = expressions.map { expression in
        Element(
          value: Evaluator(scope: scope).value(of: expression), text: SymbolicText.render(expression, in: scope))
      }
    } else {
      elements = Self.elements(of: argument.value, text: argument.symbolicText)
    }
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

import Findings

/// What an expression is known to be without running Terraform: a value, parts of a value, or unknown.
///
/// Unknown is an answer like any other: whatever cannot be computed from the text is unknown, never guessed.
enum StaticValue: Hashable, Sendable {
  case unknown
  /// Terraform refuses the expression, whatever is unknown in it; only `try` and `can` tell it from unknown.
  case failure
  case null
  case bool(Bool)
  case number(StaticNumber)
  case string(String)
  /// A list, set or tuple, in the order of the source.
  case tuple(Elements)
  /// A map or an object.
  case object(Members)
  /// The JSON text of a value, the only element, of which not all parts are known.
  case encoded(Elements)

  /// The elements of a ``tuple``, measured once.
  struct Elements: Hashable, Sendable {
    let values: [StaticValue]
    /// Whether it is a set: without indexes, and each element its own key.
    var isSet = false
    let weight: Int
    let depth: Int

    init(values: [StaticValue], weight: Int, depth: Int) {
      self.values = values
      self.weight = weight
      self.depth = depth
    }
  }

  /// The members of an ``object``, measured once.
  struct Members: Hashable, Sendable {
    let values: [String: StaticValue]
    let weight: Int
    let depth: Int
  }

  /// A tuple; unknown when it is larger or nests deeper than a value may.
  static func tuple(_ values: [StaticValue]) -> StaticValue {
    Elements(measuring: values).map(StaticValue.tuple) ?? .unknown
  }

  /// A set of known values: each once, texts and numbers in their order, as Terraform goes through them.
  static func set(_ values: [StaticValue]) -> StaticValue {
    var seen: Set<StaticValue> = []
    var unique = values.filter { seen.insert($0).inserted }
    let texts = unique.compactMap { value in if case .string(let text) = value { text } else { nil } }
    let numbers = unique.compactMap { value in if case .number(let number) = value { number } else { nil } }
    if texts.count == unique.count {
      unique = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(StaticValue.string)
    } else if numbers.count == unique.count {
      unique = numbers.sorted().map(StaticValue.number)
    }
    guard var elements = Elements(measuring: unique) else { return .unknown }
    elements.isSet = true
    return .tuple(elements)
  }

  /// The JSON text of a value with unknown parts.
  static func encoded(_ value: StaticValue) -> StaticValue {
    Elements(measuring: [value]).map(StaticValue.encoded) ?? .unknown
  }

  /// An object; unknown when it is larger or nests deeper than a value may.
  static func object(_ values: [String: StaticValue]) -> StaticValue {
    let weight = values.reduce(1) { $0 + $1.key.utf8.count + $1.value.weight }
    let depth = 1 + values.values.reduce(0) { max($0, $1.depth) }
    guard weight <= TerraformLimits.valueBytes, depth <= TerraformLimits.valueDepth else { return .unknown }
    return .object(Members(values: values, weight: weight, depth: depth))
  }

  /// A string; unknown when it is longer than a value may be.
  static func text(_ string: String) -> StaticValue {
    string.utf8.count > TerraformLimits.valueBytes ? .unknown : .string(string)
  }

  static func integer(_ value: Int) -> StaticValue { .number(StaticNumber(Int64(value))) }

  /// About how many bytes the value holds.
  var weight: Int {
    switch self {
    case .unknown, .failure, .null, .bool, .number: 1
    case .string(let string): 1 + string.utf8.count
    case .tuple(let elements), .encoded(let elements): elements.weight
    case .object(let members): members.weight
    }
  }

  /// How deep tuples and objects nest.
  fileprivate var depth: Int {
    switch self {
    case .unknown, .failure, .null, .bool, .number, .string: 0
    case .tuple(let elements), .encoded(let elements): elements.depth
    case .object(let members): members.depth
    }
  }

  /// Whether every part of the value is known.
  var isKnown: Bool {
    switch self {
    case .unknown, .failure, .encoded: false
    case .null, .bool, .number, .string: true
    case .tuple(let elements): elements.values.allSatisfy(\.isKnown)
    case .object(let members): members.values.values.allSatisfy(\.isKnown)
    }
  }
}

/// Conversions as Terraform makes them where a type is expected.
extension StaticValue {
  /// A bool, or the string `"true"` or `"false"`.
  var boolean: Bool? {
    switch self {
    case .bool(let value): value
    case .string("true"): true
    case .string("false"): false
    default: nil
    }
  }

  /// A number, or a string that spells one.
  var numeric: StaticNumber? {
    switch self {
    case .number(let number): number
    case .string(let string): StaticNumber(string)
    default: nil
    }
  }

  /// The text of a string, number or bool.
  var string: String? {
    switch self {
    case .string(let string): string
    case .number(let number): number.text
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }

  /// The elements of a tuple.
  var elements: [StaticValue]? {
    if case .tuple(let elements) = self { elements.values } else { nil }
  }

  /// The members of an object.
  var members: [String: StaticValue]? {
    if case .object(let members) = self { members.values } else { nil }
  }

  /// Whether a resource that is given either value is configured alike: `443` and `"443"` are the same port.
  ///
  /// The order of a list of plain values does not count: nearly all such attributes are sets, and the text
  /// does not tell the others apart. Only for known values.
  func configures(likeValue other: StaticValue) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.tuple(let left), .tuple(let right)):
      guard left.values.count == right.values.count else { return false }
      if let texts = left.strings, let others = right.strings { return texts.sorted() == others.sorted() }
      return zip(left.values, right.values).allSatisfy { $0.configures(likeValue: $1) }
    case (.object(let left), .object(let right)):
      return left.values.count == right.values.count
        && left.values.allSatisfy { key, value in right.values[key]?.configures(likeValue: value) ?? false }
    default:
      guard let left = string, let right = other.string else { return false }
      return left == right || (StaticNumber(left).map { $0 == StaticNumber(right) } ?? false)
    }
  }

  /// The value as canonical text on one line, as a report shows it; unknown parts are `(unknown)`, and
  /// members that are named like secrets are not shown.
  var shown: String {
    switch self {
    case .unknown, .failure, .encoded: "(unknown)"
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number): number.text
    case .string(let string): Self.quoted(string)
    case .tuple(let elements): "[" + elements.values.map(\.shown).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.values.sorted { $0.key < $1.key }.map { key, value in
          "\(key) = \(SensitiveAttributes.contains(key) ? Finding.Value.sensitive.shown : value.shown)"
        }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

/// What a value weighs hangs on how its texts are composed, which Terraform takes no notice of.
extension StaticValue.Elements {
  static func == (left: Self, right: Self) -> Bool { left.isSet == right.isSet && left.values == right.values }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension StaticValue.Members {
  static func == (left: Self, right: Self) -> Bool { left.values == right.values }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension StaticValue.Elements {
  /// `nil` when the values are more than a value may hold.
  fileprivate init?(measuring values: [StaticValue]) {
    let weight = values.reduce(1) { $0 + $1.weight }
    let depth = 1 + values.reduce(0) { max($0, $1.depth) }
    guard weight <= TerraformLimits.valueBytes, depth <= TerraformLimits.valueDepth else { return nil }
    self.init(values: values, weight: weight, depth: depth)
  }

  /// The texts of the elements when all are plain values.
  var strings: [String]? {
    let texts = values.compactMap(\.string)
    return texts.count == values.count ? texts : nil
  }
}

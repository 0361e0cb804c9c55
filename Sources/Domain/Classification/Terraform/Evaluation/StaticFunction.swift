/// The functions that are computed; the raw value is the name in the language.
///
/// These are the conversions and simple constructors that stand between a literal and a guarded attribute
/// most often.
enum StaticFunction: String, CaseIterable {
  case chomp
  case coalesce
  case compact
  case concat
  case contains
  case distinct
  case flatten
  case format
  case join
  case length
  case lookup
  case lower
  case max
  case merge
  case min
  case tobool
  case tolist
  case tomap
  case tonumber
  case toset
  case tostring
  case trimspace
  case `try`
  case upper

  func apply(_ arguments: [StaticValue]) -> StaticValue {
    switch self {
    case .tobool, .tonumber, .tostring, .tolist, .toset, .tomap: converted(arguments)
    case .lower: text(arguments) { $0.lowercased() }
    case .upper: text(arguments) { $0.uppercased() }
    case .min: numbers(arguments)?.min().map(StaticValue.number) ?? .unknown
    case .max: numbers(arguments)?.max().map(StaticValue.number) ?? .unknown
    case .chomp: text(arguments) { String($0.reversed().drop { $0.isNewline }.reversed()) }
    case .trimspace:
      text(arguments) { String($0.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
    case .format: formatted(arguments)
    case .coalesce, .try: firstUsable(arguments)
    case .concat, .flatten, .distinct, .compact, .join: list(arguments)
    case .contains, .length, .lookup, .merge: collection(arguments)
    }
  }

  private func converted(_ arguments: [StaticValue]) -> StaticValue {
    guard arguments.count == 1, let value = arguments.first else { return .unknown }
    switch self {
    case .tobool: return value == .null ? .null : value.boolean.map(StaticValue.bool) ?? .unknown
    case .tonumber: return value == .null ? .null : value.numeric.map(StaticValue.number) ?? .unknown
    case .tostring: return value == .null ? .null : value.string.map(StaticValue.text) ?? .unknown
    case .tomap: return value.members == nil ? .unknown : value
    case .toset: return value.isKnown ? value.elements.map { .tuple(Self.unique($0)) } ?? .unknown : .unknown
    default: return value.elements == nil ? .unknown : value
    }
  }

  private func text(_ arguments: [StaticValue], _ convert: (String) -> String) -> StaticValue {
    guard arguments.count == 1, let text = arguments.first?.string else { return .unknown }
    return .text(convert(text))
  }

  private func numbers(_ arguments: [StaticValue]) -> [StaticNumber]? {
    let numbers = arguments.compactMap(\.numeric)
    return numbers.count == arguments.count && !numbers.isEmpty ? numbers : nil
  }

  /// `format()` with `%s`, `%d` and `%v` for plain values; any other form is unknown.
  private func formatted(_ arguments: [StaticValue]) -> StaticValue {
    guard let template = arguments.first?.string else { return .unknown }
    var rest = arguments.dropFirst()
    var text = ""
    var isVerb = false
    for character in template {
      guard isVerb else {
        if character == "%" { isVerb = true } else { text.append(character) }
        continue
      }
      isVerb = false
      if character == "%" {
        text.append(character)
        continue
      }
      guard ["s", "d", "v"].contains(character), let argument = rest.popFirst(), let value = argument.string,
        character != "d" || argument.numeric?.integer != nil
      else { return .unknown }
      text += value
    }
    return rest.isEmpty && !isVerb ? .text(text) : .unknown
  }

  /// The first argument that decides. One that is unknown might be it or might not, and so ends the search.
  private func firstUsable(_ arguments: [StaticValue]) -> StaticValue {
    for argument in arguments {
      guard argument.isKnown else { return .unknown }
      if self == .try { return argument }
      if argument != .null, argument != .string("") { return argument }
    }
    return .unknown
  }

  private func list(_ arguments: [StaticValue]) -> StaticValue {
    switch self {
    case .concat:
      var joined: [StaticValue] = []
      for argument in arguments {
        guard let elements = argument.elements else { return .unknown }
        joined += elements
      }
      return .tuple(joined)
    case .join:
      guard arguments.count == 2, let separator = arguments[0].string, let elements = arguments[1].elements
      else {
        return .unknown
      }
      let texts = elements.compactMap(\.string)
      return texts.count == elements.count ? .text(texts.joined(separator: separator)) : .unknown
    default:
      guard arguments.count == 1, let elements = arguments[0].elements, arguments[0].isKnown else {
        return .unknown
      }
      switch self {
      case .flatten: return .tuple(Self.flattened(elements))
      case .distinct: return .tuple(Self.unique(elements))
      default: return .tuple(elements.filter { $0 != .null && $0 != .string("") })
      }
    }
  }

  private func collection(_ arguments: [StaticValue]) -> StaticValue {
    switch self {
    case .length where arguments.count == 1:
      return (arguments[0].elements?.count ?? arguments[0].members?.count).map(StaticValue.integer)
        ?? .unknown
    case .contains where arguments.count == 2:
      guard let elements = arguments[0].elements, arguments[1].isKnown else { return .unknown }
      if elements.contains(arguments[1]) { return .bool(true) }
      return arguments[0].isKnown ? .bool(false) : .unknown
    case .lookup where arguments.count == 2 || arguments.count == 3:
      guard let members = arguments[0].members, let key = arguments[1].string else { return .unknown }
      return members[key] ?? (arguments.count == 3 ? arguments[2] : .unknown)
    case .merge:
      var merged: [String: StaticValue] = [:]
      for argument in arguments where argument != .null {
        guard let members = argument.members else { return .unknown }
        merged.merge(members) { _, last in last }
      }
      return .object(merged)
    default: return .unknown
    }
  }

  /// Known values in order, each once.
  private static func unique(_ values: [StaticValue]) -> [StaticValue] {
    var seen: Set<StaticValue> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The depth of a value is bounded, and so is this recursion.
  private static func flattened(_ values: [StaticValue]) -> [StaticValue] {
    values.flatMap { value in value.elements.map(flattened) ?? [value] }
  }
}

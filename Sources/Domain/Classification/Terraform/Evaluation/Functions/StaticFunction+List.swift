/// Functions over lists and sets.
extension StaticFunction {
  static func list(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    if let result = selection(name, arguments) { return result }
    switch (name, arguments.count) {
    case ("length", 1):
      return
        (arguments[0].elements?.count ?? arguments[0].members?.count
        ?? { if case .string(let text) = arguments[0] { text.count } else { nil } }())
        .map(StaticValue.integer) ?? .unknown
    case ("concat", 1...):
      var joined: [StaticValue] = []
      for argument in arguments {
        guard let elements = argument.elements else { return .unknown }
        joined += elements
      }
      return .tuple(joined)
    case ("contains", 2):
      guard let elements = arguments[0].elements, arguments[1].isKnown else { return .unknown }
      if elements.contains(where: { $0 == arguments[1] }) { return .bool(true) }
      // A list of one type converts what is sought: "1" is found among numbers.
      if let text = arguments[1].string, elements.contains(where: { $0.string == text }) { return .unknown }
      return arguments[0].isKnown ? .bool(false) : .unknown
    case ("flatten", 1):
      guard let elements = arguments[0].elements else { return .unknown }
      return flattened(elements).map(StaticValue.tuple) ?? .unknown
    case ("distinct", 1): return onKnown(arguments[0]) { .tuple(unique($0)) }
    case ("compact", 1): return onKnown(arguments[0]) { .tuple($0.filter { $0 != .null && $0 != .string("") }) }
    case ("reverse", 1): return arguments[0].elements.map { .tuple($0.reversed()) } ?? .unknown
    case ("sort", 1):
      return onKnown(arguments[0]) { elements in
        let texts = elements.compactMap(\.string)
        guard texts.count == elements.count else { return .unknown }
        return .tuple(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(StaticValue.string))
      }
    case ("alltrue", 1), ("anytrue", 1): return truth(arguments[0], all: name == "alltrue")
    case ("index", 2):
      return onKnown(arguments[0]) { elements in
        guard arguments[1].isKnown else { return .unknown }
        return elements.firstIndex(of: arguments[1]).map(StaticValue.integer) ?? .failure
      }
    case ("chunklist", 2):
      guard let elements = arguments[0].elements, let size = arguments[1].numeric?.integer, (1...10_000).contains(size)
      else { return .unknown }
      return .tuple(
        stride(from: 0, to: elements.count, by: Int(size)).map {
          .tuple(Array(elements[$0..<min(elements.count, $0 + Int(size))]))
        })
    default: return nil
    }
  }

  /// Functions that give one or some of the elements.
  private static func selection(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    switch (name, arguments.count) {
    case ("element", 2):
      guard let elements = arguments[0].elements, let index = arguments[1].numeric?.integer else { return .unknown }
      guard !elements.isEmpty else { return .failure }
      // OpenTofu counts a negative index from the end, Terraform 1.11 refuses it.
      return index < 0 ? .unknown : elements[Int(index % Int64(elements.count))]
    case ("slice", 3):
      guard let elements = arguments[0].elements, let start = arguments[1].numeric?.integer,
        let end = arguments[2].numeric?.integer
      else { return .unknown }
      guard start >= 0, start <= end, end <= elements.count else { return .failure }
      return .tuple(Array(elements[Int(start)..<Int(end)]))
    case ("one", 1):
      if arguments[0] == .null { return .null }
      guard let elements = arguments[0].elements else { return .unknown }
      return elements.count > 1 ? .failure : elements.first ?? .null
    default: return nil
    }
  }

  private static func onKnown(_ value: StaticValue, _ compute: ([StaticValue]) -> StaticValue) -> StaticValue {
    guard value.isKnown, let elements = value.elements else { return .unknown }
    return compute(elements)
  }

  private static func truth(_ list: StaticValue, all: Bool) -> StaticValue {
    guard let elements = list.elements else { return .unknown }
    // Null counts as false.
    let values = elements.map { $0 == .null ? false : $0.boolean }
    if values.contains(where: { $0 == !all }) { return .bool(!all) }
    return values.contains(nil) ? .unknown : .bool(all)
  }

  /// Known values in order, each once.
  static func unique(_ values: [StaticValue]) -> [StaticValue] {
    var seen: Set<StaticValue> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// `nil` when an element is not known, which may be a list itself. The depth of a value is bounded, and so is this
  /// recursion.
  private static func flattened(_ values: [StaticValue]) -> [StaticValue]? {
    var result: [StaticValue] = []
    for value in values {
      if let elements = value.elements {
        guard let inner = flattened(elements) else { return nil }
        result += inner
      } else if value == .unknown {
        return nil
      } else {
        result.append(value)
      }
    }
    return result
  }
}

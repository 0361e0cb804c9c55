/// Functions over maps and objects.
extension StaticFunction {
  static func mapping(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    switch (name, arguments.count) {
    case ("lookup", 2...3):
      guard let members = arguments[0].members, let key = arguments[1].string else { return .unknown }
      return members[key] ?? (arguments.count == 3 ? arguments[2] : .failure)
    case ("keys", 1):
      return arguments[0].members.map { .tuple(sorted($0).map { .string($0.key) }) } ?? .unknown
    case ("values", 1): return arguments[0].members.map { .tuple(sorted($0).map(\.value)) } ?? .unknown
    case ("merge", _):
      var merged: [String: StaticValue] = [:]
      for argument in arguments where argument != .null {
        guard let members = argument.members else { return .unknown }
        merged.merge(members) { _, last in last }
      }
      return .object(merged)
    case ("zipmap", 2):
      guard let keys = arguments[0].elements, let values = arguments[1].elements else { return .unknown }
      guard keys.count == values.count else { return .failure }
      let names = keys.compactMap(\.string)
      guard names.count == keys.count else { return .unknown }
      return .object(Dictionary(zip(names, values), uniquingKeysWith: { _, last in last }))
    case ("transpose", 1): return transposed(arguments[0])
    case ("matchkeys", 3):
      guard let values = arguments[0].elements, let keys = arguments[1].elements, let sought = arguments[2].elements,
        values.count == keys.count, arguments[1].isKnown, arguments[2].isKnown
      else { return .unknown }
      return .tuple(zip(values, keys).filter { sought.contains($0.1) }.map(\.0))
    default: return nil
    }
  }

  /// The functions that combine whole collections or choose among arguments.
  static func combination(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    switch (name, arguments.count) {
    case ("coalesce", 1...):
      // One that is unknown might be null or not, and so ends the search.
      for argument in arguments {
        if argument == .failure { return .failure }
        guard argument.isKnown else { return .unknown }
        if argument != .null, argument != .string("") { return argument }
      }
      return .failure
    case ("coalescelist", 1...):
      for argument in arguments {
        guard let elements = argument.elements else { return .unknown }
        if !elements.isEmpty { return argument }
      }
      return .failure
    case ("setunion", 1...), ("setintersection", 1...), ("setsubtract", 2):
      var sets: [[StaticValue]] = []
      for argument in arguments {
        guard argument.isKnown, let elements = argument.elements else { return .unknown }
        sets.append(elements)
      }
      let all = alike(sets.flatMap(\.self))
      let texts = all != sets.flatMap(\.self)
      let members = sets.map { Set(texts ? $0.map { $0.string.map(StaticValue.string) ?? $0 } : $0) }
      switch name {
      case "setunion": return .set(all)
      case "setintersection": return .set(all.filter { value in members.allSatisfy { $0.contains(value) } })
      default: return .set(members[0].filter { !members[1].contains($0) })
      }
    case ("setproduct", 1...): return product(arguments)
    default: return nil
    }
  }

  private static func sorted(_ members: [String: StaticValue]) -> [(key: String, value: StaticValue)] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  private static func transposed(_ map: StaticValue) -> StaticValue {
    guard let members = map.members, map.isKnown else { return .unknown }
    var result: [String: [StaticValue]] = [:]
    for (key, list) in sorted(members) {
      guard let elements = list.elements else { return .unknown }
      for element in elements {
        guard let text = element.string else { return .unknown }
        result[text, default: []].append(.string(key))
      }
    }
    return .object(result.mapValues { .tuple($0) })
  }

  private static func product(_ arguments: [StaticValue]) -> StaticValue {
    var rows: [[StaticValue]] = [[]]
    for argument in arguments {
      guard let elements = argument.elements else { return .unknown }
      guard rows.count * elements.count <= 4_096 else { return .unknown }
      rows = rows.flatMap { row in elements.map { row + [$0] } }
    }
    let tuples = rows.map { StaticValue.tuple($0) }
    let areSets = arguments.allSatisfy { if case .tuple(let elements) = $0 { elements.isSet } else { false } }
    return areSets ? .set(tuples) : .tuple(tuples)
  }
}

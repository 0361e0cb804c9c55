import JSON

/// One step down into a JSON value.
enum JSONStep: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case member(String)
  case element(Int)

  init(stringLiteral value: String) { self = .member(value) }
  init(integerLiteral value: Int) { self = .element(value) }
}

extension JSONValue {
  /// A copy with the value at `path` replaced, removed (`nil`) or added; `nil` where the path leads nowhere.
  func replacing(_ path: [JSONStep], with value: JSONValue?) -> JSONValue? {
    guard let step = path.first else { return value }
    let rest = Array(path.dropFirst())
    switch step {
    case .member(let key):
      guard let object else { return nil }
      let changed = rest.isEmpty ? value : object[key]?.replacing(rest, with: value)
      guard rest.isEmpty || changed != nil else { return nil }
      var members = object.keys.filter { $0 != key }.map { JSONObject.Member(key: $0, value: object[$0] ?? .null) }
      if let changed { members.append(.init(key: key, value: changed)) }
      return .object(JSONObject(members))
    case .element(let index):
      guard var elements = array, elements.indices.contains(index) else { return nil }
      guard let changed = rest.isEmpty ? value : elements[index].replacing(rest, with: value) else { return nil }
      elements[index] = changed
      return .array(elements)
    }
  }

  /// The paths of all objects in it, itself included.
  var objectPaths: [[JSONStep]] {
    switch self {
    case .object(let object):
      return [[]] + object.keys.flatMap { key in (object[key]?.objectPaths ?? []).map { [.member(key)] + $0 } }
    case .array(let elements):
      return elements.enumerated().flatMap { index, element in element.objectPaths.map { [.element(index)] + $0 } }
    default: return []
    }
  }

  /// The value at `path`.
  func value(at path: [JSONStep]) -> JSONValue? {
    path.reduce(Optional(self)) { value, step in
      switch step {
      case .member(let key): value?[key]
      case .element(let index): value?[index]
      }
    }
  }
}

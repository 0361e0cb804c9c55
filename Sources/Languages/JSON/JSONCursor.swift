/// A value with the way that led to it, for reading a document of a known shape with errors that name the
/// place.
public struct JSONCursor: Sendable {
  /// The value here.
  public let value: JSONValue
  /// The way from the top: `$.subject[0].digest`.
  public let path: String

  /// A cursor at the top of a document.
  public init(_ value: JSONValue) { self.init(value, path: "$") }

  private init(_ value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  /// The member of that name; `nil` when it is absent or `null`.
  public func optional(_ key: String) throws(JSONShapeError) -> JSONCursor? {
    guard let value = try object()[key], !value.isNull else { return nil }
    return JSONCursor(value, path: "\(path).\(key)")
  }

  /// The member of that name, which must be there.
  public func required(_ key: String) throws(JSONShapeError) -> JSONCursor {
    guard let value = try object()[key] else {
      throw JSONShapeError(path: "\(path).\(key)", problem: .missing)
    }
    return JSONCursor(value, path: "\(path).\(key)")
  }

  /// The elements, each with its place.
  public func elements() throws(JSONShapeError) -> [JSONCursor] {
    guard let array = value.array else { throw mismatch("array") }
    return array.enumerated().map { JSONCursor($1, path: "\(path)[\($0)]") }
  }

  /// The members in order, each with its place.
  public func members() throws(JSONShapeError) -> [(key: String, value: JSONCursor)] {
    try object().members.map { ($0.key, JSONCursor($0.value, path: "\(path).\($0.key)")) }
  }

  /// The object here.
  public func object() throws(JSONShapeError) -> JSONObject {
    guard let object = value.object else { throw mismatch("object") }
    return object
  }

  /// The text here.
  public func string() throws(JSONShapeError) -> String {
    guard let string = value.string else { throw mismatch("string") }
    return string
  }

  /// The integer here.
  public func integer() throws(JSONShapeError) -> Int64 {
    guard let integer = value.integer else { throw mismatch("integer") }
    return integer
  }

  /// The truth value here.
  public func bool() throws(JSONShapeError) -> Bool {
    guard let bool = value.bool else { throw mismatch("boolean") }
    return bool
  }

  /// The texts of an array here.
  public func strings() throws(JSONShapeError) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  /// An error at this place in words of one's own.
  public func invalid(_ reason: String) -> JSONShapeError {
    JSONShapeError(path: path, problem: .invalid(reason))
  }

  private func mismatch(_ expected: String) -> JSONShapeError {
    JSONShapeError(path: path, problem: .mismatch(expected: expected, found: value.kindName))
  }
}

/// Why a well-formed value has not the shape that was asked for.
public struct JSONShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong at the place.
  public enum Problem: Hashable, Sendable {
    case missing
    case mismatch(expected: String, found: String)
    case invalid(String)
  }

  /// The place: `$.subject[0].digest`.
  public let path: String
  public let problem: Problem

  /// An error at that place.
  public init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  public var description: String {
    switch problem {
    case .missing: "\(path) is missing"
    case .mismatch(let expected, let found): "\(path) is not of type \(expected) but \(found)"
    case .invalid(let reason): "\(path) \(reason)"
    }
  }
}

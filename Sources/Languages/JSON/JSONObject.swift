/// The members of a JSON object in the order in which they were written or added.
public struct JSONObject: Hashable, Sendable {
  /// One name and its value.
  public struct Member: Sendable {
    public let key: String
    public let value: JSONValue

    /// A member of that name and value.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The members in order. A parsed object has no name twice; one that was built could, and then has no
  /// canonical form.
  public private(set) var members: [Member]

  /// An object of these members, in this order.
  public init(_ members: [Member] = []) { self.members = members }

  /// The names in order.
  public var keys: [String] { members.map(\.key) }

  /// The value of that name, compared byte for byte. Setting replaces in place or adds at the end; `nil`
  /// removes.
  ///
  /// The search is linear: an object is asked for a handful of fixed names, and to visit all there is
  /// ``members``.
  public subscript(key: String) -> JSONValue? {
    get { members.first { ExactString($0.key) == ExactString(key) }?.value }
    set {
      let position = members.firstIndex { ExactString($0.key) == ExactString(key) }
      switch (position, newValue) {
      case (let position?, let value?): members[position] = Member(key: key, value: value)
      case (let position?, nil): members.remove(at: position)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject.Member: Hashable {
  public static func == (left: JSONObject.Member, right: JSONObject.Member) -> Bool {
    ExactString(left.key) == ExactString(right.key) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ExactString(key))
    hasher.combine(value)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(key: $0, value: $1) })
  }
}

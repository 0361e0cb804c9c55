/// A node of a YAML document, with the place where it starts.
public struct YAMLNode: Hashable, Sendable {
  public let position: YAMLPosition
  /// The tag as written (`!Ref`, `!Sub`), where there is one of the document's own.
  public let tag: String?
  public let content: Content

  public init(position: YAMLPosition, tag: String? = nil, content: Content) {
    self.position = position
    self.tag = tag
    self.content = content
  }

  public enum Content: Hashable, Sendable {
    /// Text; `isPlain` when it stands there without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// One `key: value`.
  public struct Entry: Hashable, Sendable {
    public let key: String
    public let keyIsPlain: Bool
    public let keyPosition: YAMLPosition
    public let value: YAMLNode

    public init(key: String, keyIsPlain: Bool, keyPosition: YAMLPosition, value: YAMLNode) {
      self.key = key
      self.keyIsPlain = keyIsPlain
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// What error messages call it.
  public var typeName: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A place in a file; line and column count from 1, the column in characters.
public struct YAMLPosition: Hashable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

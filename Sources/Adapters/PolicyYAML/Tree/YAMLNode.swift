/// A node of a YAML document, with the place where it starts.
struct YAMLNode: Sendable {
  let position: YAMLPosition
  let content: Content

  enum Content: Sendable {
    /// Text; `isPlain` when it stands there without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// One `key: value`.
  struct Entry: Sendable {
    let key: String
    let keyIsPlain: Bool
    let keyPosition: YAMLPosition
    let value: YAMLNode
  }

  /// What error messages call it.
  var typeName: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A place in a file; line and column count from 1, the column in characters.
struct YAMLPosition: Hashable, Sendable {
  let line: Int
  let column: Int
}

/// The file that is read, as error messages name it.
struct YAMLFile: Sendable {
  let name: String

  /// `name:line`, as rules carry it.
  func location(_ position: YAMLPosition) -> String { "\(name):\(position.line)" }
}

import Findings
import Policy
import YAML

/// A mapping whose keys are known: an unknown one is a failure with a suggestion.
struct FieldReader: Sendable {
  let reader: NodeReader
  let node: YAMLNode
  private let values: [String: YAMLNode]

  /// Reads `node` as a mapping that has only `keys`; `what` names it in messages.
  init(_ node: YAMLNode, _ reader: NodeReader, _ what: String, keys: [String]) throws(Failure) {
    guard case .mapping(let entries) = node.content else {
      throw reader.failure(node, "\(what) must be a mapping, not \(node.typeName)")
    }
    var values: [String: YAMLNode] = [:]
    for entry in entries {
      guard keys.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) else {
        throw reader.file.failure(
          entry.keyPosition, "unknown key '\(YAMLFile.shown(entry.key))' in \(what)",
          hint: Suggestion.hint(for: entry.key, among: keys) ?? "known here: \(keys.joined(separator: ", "))")
      }
      values[entry.key] = entry.value
    }
    self.reader = reader
    self.node = node
    self.values = values
    self.what = what
  }

  private let what: String

  /// The value of a key, `nil` where it is not written.
  subscript(key: String) -> YAMLNode? { values[key] }

  /// The value of a key that must be there.
  func required(_ key: String) throws(Failure) -> YAMLNode {
    guard let value = values[key] else {
      throw reader.failure(node, "\(what) needs '\(key)'")
    }
    return value
  }

  /// Reads an optional value.
  func optional<Value>(
    _ key: String, _ read: (YAMLNode) throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    guard let value = values[key] else { return nil }
    return try read(value)
  }
}

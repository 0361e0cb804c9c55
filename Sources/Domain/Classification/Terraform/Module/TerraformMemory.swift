import Findings
import Repositories

/// What was made of the files of a change: kept for the other modules that read them, and in a history for the next commit.
final class TerraformMemory {
  struct FileKey: Hashable {
    let path: RepositoryPath
    let id: ObjectID
  }

  /// Configuration, parsed. By some twenty times its source.
  var files = BoundedMemory<FileKey, ConfigurationFile>(limit: 1 << 20)

  /// What was read of files that the configuration calls by name, and what they say as YAML.
  var texts = BoundedMemory<ObjectID, (content: FileContent, document: StaticValue?)>(limit: 4 << 20)

  /// The relative paths that files of configuration hold.
  var sources = BoundedMemory<ObjectID, [String]>(limit: 4 << 20)

  /// The ends of the paths that files of configuration name.
  var pathEnds = BoundedMemory<ObjectID, [String]>(limit: 4 << 20)

  let json = DecodedTexts()
}

/// What texts say as JSON, each read once.
final class DecodedTexts {
  private var values = BoundedMemory<String, StaticValue>(limit: 2 << 20)

  func value(of text: String) -> StaticValue {
    if let known = values[text] { return known }
    // Our reader is stricter than Terraform's, so what it refuses is not surely refused.
    let value = JSONValues.decode(text) ?? .unknown
    values.keep(value, of: text, bytes: text.utf8.count)
    return value
  }
}

/// Values by their keys, of so many bytes of source together. When it is full all of it goes: the next files are others.
struct BoundedMemory<Key: Hashable, Value> {
  private let limit: Int
  private var bytes = 0
  private var values: [Key: Value] = [:]

  init(limit: Int) { self.limit = limit }

  subscript(key: Key) -> Value? { values[key] }

  mutating func keep(_ value: Value, of key: Key, bytes: Int) {
    if self.bytes + bytes > limit {
      values.removeAll()
      self.bytes = 0
    }
    values[key] = value
    self.bytes += bytes
  }
}

/// Keeps what a history made of the schema, so that the next commit need not read the history again.
///
/// Only speed depends on it: what is lost, damaged or of another history is read anew. It is for a person's machine:
/// whoever can write there can also leave the hooks out, and CI, which has none, judges everything again.
public protocol SchemaMemory: Sendable {
  /// What was kept last for the history called `name`, where it was kept under the same `key`.
  func recall(_ name: [UInt8], key: [UInt8]) -> [UInt8]?

  /// Keeps `schema` for the history called `name` in the place of what was kept before.
  func remember(_ schema: [UInt8], of name: [UInt8], key: [UInt8])
}

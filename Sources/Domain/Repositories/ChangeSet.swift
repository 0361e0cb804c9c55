public import Findings

/// The files that differ between a base and a head, with both states to read them from.
public struct ChangeSet {
  /// The changed files in byte order of their paths; renames are a deletion and an addition.
  public let files: [FileChange]

  /// The state before: the target's tip.
  public let base: any TreeSnapshot

  /// The state after: what the target will receive.
  public let head: any TreeSnapshot

  /// What is kept for the next change, where one follows.
  public let memory: ChangeMemory?

  /// What is known of contents that no name speaks for.
  public let plainBlobs: PlainBlobs

  /// A change set; `files` is put in byte order.
  public init(
    files: [FileChange], base: any TreeSnapshot, head: any TreeSnapshot, memory: ChangeMemory? = nil,
    plainBlobs: PlainBlobs = PlainBlobs()
  ) {
    self.files = files.sorted { $0.path < $1.path }
    self.base = base
    self.head = head
    self.memory = memory
    self.plainBlobs = plainBlobs
  }
}

extension ChangeSet {
  /// Whether a changed file's path matches `pattern`.
  public func hasFile(_ pattern: Glob) -> Bool { files.contains { pattern.matches($0.path) } }
}

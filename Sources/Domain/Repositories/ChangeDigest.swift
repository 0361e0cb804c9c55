public import Findings
public import JSON

/// The identity of a change: SHA-256 over the canonical JSON of the governed files that changed.
///
/// No commit id, ref or policy enters, so it survives a rebase, a squash, a merge queue and a policy edit, and dies on a
/// one-byte edit of a governed file. A worked vector stands in `attestations/change-digest.md`.
public struct ChangeDigest: Hashable, Sendable {
  /// The governed files that changed, in byte order of their paths.
  public let files: [File]
  /// The digest over ``files`` and the repository's identity.
  public let digest: Digest

  /// `gh1-` and the first 12 hexadecimal digits of the digest: what commands take and branches are keyed by.
  public var changeID: String { Self.changeID(of: digest) }

  /// The change id of a digest.
  public static func changeID(of digest: Digest) -> String { "gh1-\(digest.hex.prefix(12))" }

  /// One governed file of the change. A side that does not exist has neither mode nor digest.
  public struct File: Hashable, Sendable {
    /// Percent-encoded where the path is not UTF-8 (see ``RepositoryPath/percentEncoded``).
    public let path: String
    public let oldMode: String?
    public let newMode: String?
    /// SHA-256 of the contents; of a submodule, of its commit id in hexadecimal.
    public let oldDigest: Digest?
    public let newDigest: Digest?

    public init(path: String, oldMode: String?, newMode: String?, oldDigest: Digest?, newDigest: Digest?) {
      self.path = path
      self.oldMode = oldMode
      self.newMode = newMode
      self.oldDigest = oldDigest
      self.newDigest = newDigest
    }

    /// The file as canonical JSON wants it.
    public var json: JSONValue {
      [
        "path": .string(path), "oldMode": .optional(oldMode), "newMode": .optional(newMode),
        "oldDigest": .optional(oldDigest?.hex), "newDigest": .optional(newDigest?.hex),
      ]
    }
  }

  /// The digest of listed files.
  ///
  /// - Parameter repository: the `repository:` URI that the trust root or policy declares; empty where none does.
  public init(repository: String, files: [File], sha256: SHA256Function) throws(Failure) {
    // Files come sorted by path bytes; canonical JSON keeps the order of arrays.
    self.files = files
    let value: JSONValue = ["repository": .string(repository), "files": .array(files.map(\.json))]
    do {
      self.digest = sha256(try CanonicalJSON.encode(value))
    } catch {
      throw Failure(.internal, "the change digest could not be encoded: \(error)")
    }
  }

  /// The digest of the changed files of `change` that are in `governed`.
  public init(
    of change: ChangeSet, governed: Set<RepositoryPath>, repository: String, reader: any ObjectReader,
    sha256: SHA256Function
  ) throws(Failure) {
    var files: [File] = []
    for file in change.files where governed.contains(file.path) {
      files.append(
        File(
          path: file.path.percentEncoded, oldMode: file.old?.mode.octal, newMode: file.new?.mode.octal,
          oldDigest: try Self.contentDigest(file.old, reader, sha256),
          newDigest: try Self.contentDigest(file.new, reader, sha256)))
    }
    try self.init(repository: repository, files: files, sha256: sha256)
  }

  private static func contentDigest(
    _ version: FileVersion?, _ reader: any ObjectReader, _ sha256: SHA256Function
  ) throws(Failure) -> Digest? {
    guard let version else { return nil }
    if version.mode.isGitlink { return sha256(Array(version.id.hex.utf8)) }
    return sha256(try reader.require(version.id, .blob))
  }
}

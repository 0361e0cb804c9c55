import ChildProcess
import Findings
import Glibc
import Repositories

/// Who reads a repository's objects: decided by what the repository declares, never by trial and error.
///
/// | declared | read by |
/// |---|---|
/// | object ids of SHA-256 (`extensions.objectFormat`) | git: libgit2 knows SHA-1 only |
/// | an extension that is not in ``harmless`` | git: it may change how objects are stored |
/// | alternates that libgit2 reads otherwise than git: relative, quoted, or borrowing in turn in that way | git |
/// | anything else | libgit2 |
///
/// Ref storage, indexes, work trees, ownership and shallowness do not matter: only the object database is opened.
enum ReaderChoice: Hashable {
  case libgit2
  case plumbing

  /// The extensions of the repository format that leave objects as they are.
  static let harmless: Set<String> = [
    "noop", "noop-v1", "objectformat", "partialclone", "preciousobjects", "refstorage", "relativeworktrees",
    "submodulepathconfig", "worktreeconfig",
  ]

  /// How deep git follows alternates of alternates.
  private static let alternatesDepth = 5

  /// The most bytes of a configuration or alternates file that are looked at; a larger one is git's to read.
  private static let fileLimit = 1 << 20

  /// Reads what the repository declares.
  ///
  /// - Parameters:
  ///   - alternates: `GIT_ALTERNATE_OBJECT_DIRECTORIES` as it is set.
  ///   - git: asked for the extensions, if the configuration has any.
  static func declared(_ facts: RepositoryFacts, alternates: String, _ git: GitRunner) throws(Failure) -> ReaderChoice {
    guard facts.objectFormat == .sha1, isPlain(list: alternates) else { return .plumbing }
    for directory in [facts.objectDirectory] + facts.alternateObjectDirectories {
      guard isPlain(objectDirectory: directory, depth: 0) else { return .plumbing }
    }
    return try extensions(facts.commonDirectory, git).isSubset(of: harmless) ? .libgit2 : .plumbing
  }

  /// The names under `extensions` in the repository's own file, the only one where git obeys them.
  private static func extensions(_ commonDirectory: String, _ git: GitRunner) throws(Failure) -> Set<String> {
    let path = commonDirectory + "/config"
    // Few repositories have any, and starting git for the answer costs more than looking.
    if let bytes = contents(of: path), !mentionsExtensions(bytes) { return [] }
    let arguments = ["config", "--file", path, "--name-only", "-z", "--get-regexp", "^extensions\\."]
    let outcome = try git.run(arguments)
    switch outcome.status {
    case .exited(0): break
    case .exited(1): return []
    default: throw GitRunner.failure(arguments, outcome)
    }
    return Set(
      outcome.standardOutput.split(separator: 0).map {
        String(decoding: $0.dropFirst("extensions.".utf8.count), as: UTF8.self).lowercased()
      })
  }

  private static func mentionsExtensions(_ bytes: [UInt8]) -> Bool {
    let word = Array("extensions".utf8)
    // Letters of either case: bit 0x20 is all that tells them apart.
    return bytes.indices.dropLast(word.count - 1).contains { start in
      bytes[start] | 0x20 == word[0] && zip(bytes[start...], word).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  /// Whether the value of `GIT_ALTERNATE_OBJECT_DIRECTORIES` is absolute paths between colons and nothing else.
  private static func isPlain(list: String) -> Bool { list.split(separator: ":").allSatisfy { $0.hasPrefix("/") } }

  /// Whether the `info/alternates` of a directory, and of those that it names, are absolute paths and nothing else.
  private static func isPlain(objectDirectory: String, depth: Int) -> Bool {
    let path = objectDirectory + "/info/alternates"
    guard unsafe access(path, F_OK) == 0 else { return true }
    guard depth < alternatesDepth, let bytes = contents(of: path) else { return false }
    return bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      guard line.first != UInt8(ascii: "#") else { return true }
      guard line.first == UInt8(ascii: "/"), let borrowed = String(validating: line, as: UTF8.self) else {
        return false
      }
      return isPlain(objectDirectory: borrowed, depth: depth + 1)
    }
  }

  /// The bytes of a file; `nil` if it cannot be read or is larger than the limit.
  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while bytes.count <= fileLimit {
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
        count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    return nil
  }
}

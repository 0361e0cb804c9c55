import Findings
import JSON
import Repositories
import Signing
import TestSupport
import Testing

@Suite("The change digest of the documentation")
struct ChangeDigestVectorTests {
  /// examples/change-digest.json as two trees.
  struct Vector {
    let repository: String
    let base: MemoryTree
    let head: MemoryTree
    let canonical: String
    let digest: String
    let changeID: String
    /// The paths as the digest has them, in its order.
    let paths: [String]

    init() throws {
      let cursor = JSONCursor(try Documents.json("change-digest.json"))
      repository = try cursor.required("repository").string()
      canonical = try cursor.required("canonical").string()
      digest = try cursor.required("digest").string()
      changeID = try cursor.required("changeId").string()
      var trees: [String: [RepositoryPath: MemoryTree.File]] = ["old": [:], "new": [:]]
      var paths: [String] = []
      for file in try cursor.required("files").elements() {
        let shown = try file.required("path").string()
        paths.append(shown)
        let hex = try file.optional("pathHex")?.string()
        let bytes = try hex.map { try #require(Hex.decode($0)) } ?? Array(shown.utf8)
        for side in ["old", "new"] {
          guard let version = try file.optional(side) else { continue }
          trees[side]?[RepositoryPath(bytes: bytes)] = try Self.file(version)
        }
      }
      self.paths = paths
      base = MemoryTree(trees["old"] ?? [:])
      head = MemoryTree(trees["new"] ?? [:])
    }

    private static func file(_ cursor: JSONCursor) throws -> MemoryTree.File {
      let octal = try cursor.required("mode").string()
      let mode = try #require([FileMode.regular, .executable, .symbolicLink, .gitlink].first { $0.octal == octal })
      if let commit = try cursor.optional("commit")?.string() {
        return .gitlink(try #require(ObjectID(hex: commit)))
      }
      return MemoryTree.File(mode: mode, bytes: Array(try cursor.required("text").string().utf8))
    }
  }

  /// Gives the contents of both trees.
  final class Blobs: ObjectReader {
    let format = ObjectFormat.sha1
    private var contents: [ObjectID: [UInt8]] = [:]

    init(_ trees: [MemoryTree]) throws {
      for tree in trees {
        for (path, file) in tree.files {
          if let version = try tree.version(at: path) { contents[version.id] = file.bytes }
        }
      }
    }

    func header(of id: ObjectID) -> ObjectHeader? { contents[id].map { ObjectHeader(kind: .blob, size: $0.count) } }

    func read(_ id: ObjectID) -> RawObject? { contents[id].map { RawObject(kind: .blob, bytes: $0) } }
  }

  private func digest(_ base: MemoryTree, _ head: MemoryTree, repository: String) throws -> ChangeDigest {
    let change = try ChangeSet(from: base, to: head)
    return try ChangeDigest(
      of: change, governed: Set(change.files.map(\.path)), repository: repository,
      reader: try Blobs([base, head]), sha256: .crypto)
  }

  @Test("The worked vector is what the program computes")
  func vector() throws {
    let vector = try Vector()
    let digest = try digest(vector.base, vector.head, repository: vector.repository)
    #expect(digest.files.map(\.path) == vector.paths)
    #expect(digest.digest.hex == vector.digest)
    #expect(digest.changeID == vector.changeID)
    let value: JSONValue = ["repository": .string(vector.repository), "files": .array(digest.files.map(\.json))]
    #expect(try CanonicalJSON.encode(value) == Array(vector.canonical.utf8))
    let page = try Documents.text("change-digest.md")
    for part in [vector.canonical, vector.digest, vector.changeID, "\(vector.canonical.utf8.count) bytes"] {
      #expect(page.contains(part), "the page and the vector have parted: \(part)")
    }
  }

  @Test("The vector has a file of every sort, and every part of it bears on the digest")
  func sensitivity() throws {
    let vector = try Vector()
    let original = try digest(vector.base, vector.head, repository: vector.repository)
    let modes = Set(original.files.flatMap { [$0.oldMode, $0.newMode] })
    #expect(modes == ["100644", "100755", "160000", nil])
    #expect(try digest(vector.base, vector.head, repository: vector.repository + "/").digest != original.digest)
    for (path, file) in vector.head.files where file.mode != .gitlink {
      let longer = vector.head.replacing(path, with: .init(mode: file.mode, bytes: file.bytes + [0x0A]))
      #expect(try digest(vector.base, longer, repository: vector.repository).digest != original.digest)
      let mode: FileMode = file.mode == .regular ? .executable : .regular
      let other = vector.head.replacing(path, with: .init(mode: mode, bytes: file.bytes))
      #expect(try digest(vector.base, other, repository: vector.repository).digest != original.digest)
    }
  }

  @Test("Files that are not governed are not part of it")
  func ungoverned() throws {
    let vector = try Vector()
    let more = vector.head.replacing("README.md", with: "hello\n")
    let change = try ChangeSet(from: vector.base, to: more)
    let governed = Set(change.files.map(\.path)).subtracting(["README.md"])
    let digest = try ChangeDigest(
      of: change, governed: governed, repository: vector.repository, reader: try Blobs([vector.base, more]),
      sha256: .crypto)
    #expect(digest.digest.hex == vector.digest)
  }
}

import Findings
import Foundation
import Repositories
import Signing
import TestSupport
import Testing

@Suite("Files that stand in no repository")
struct LooseFilesTests {
  @Test("git would give the same ids")
  func ids() throws {
    let texts = ["a.txt": "1", "a/b": "2", "a-b": "3", "deep/er/still/x": "4", "deep/y": ""]
    let repository = try TestRepository()
    for (path, text) in texts { try repository.write(text, to: path) }
    try repository.git(["add", "--all"])
    let tree = try repository.git(["write-tree"])
    let files = try LooseFiles(
      Dictionary(uniqueKeysWithValues: texts.map { (RepositoryPath($0.key), Array($0.value.utf8)) }), hashes: .crypto)
    let root = try #require(try files.change.head.version(at: .root))
    #expect(root.id.hex == String(decoding: tree, as: UTF8.self).trimmingCharacters(in: .newlines))
    #expect(files.change.files.map(\.path.display) == ["a-b", "a.txt", "a/b", "deep/er/still/x", "deep/y"])
    #expect(files.change.files.allSatisfy { $0.old == nil })
    #expect(try files.change.head.contents(at: "deep/er/still/x", limit: 9) == .bytes(Array("4".utf8)))
    #expect(try files.change.base.version(at: "a.txt") == nil)
  }

  @Test("a path cannot be a file and a folder")
  func clash() {
    #expect(throws: Failure.self) { try LooseFiles(["a": [1], "a/b": [2]], hashes: .crypto) }
  }
}

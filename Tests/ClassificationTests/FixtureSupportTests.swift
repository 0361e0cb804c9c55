import Findings
import Repositories
import TestSupport
import Testing

@Suite("Trees in memory")
struct FixtureSupportTests {
  @Test("objects have the ids that git gives them")
  func gitIDs() throws {
    // `git hash-object -w --stdin`, `git mktree` and `git write-tree` of these files give the same ids.
    let tree: MemoryTree = ["a": "hello\n", "a.b/c": "", "run": .executable("x"), "l": .symbolicLink(to: "a")]
    #expect(try tree.version(at: "a")?.id.hex == "ce013625030ba8dba906f756967f9e9ca394464a")
    #expect(try tree.version(at: "a.b/c")?.id.hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(try tree.version(at: .root)?.id.hex == "09c391dec34012a08c24d20df9be6c2ee627648d")
    #expect(try tree.version(at: "a.b")?.mode == .directory)
    #expect(try tree.entries(in: .root).map(\.name) == ["a", "a.b", "l", "run"].map { Array($0.utf8) })
    #expect(try tree.contents(at: "l", limit: 10) == .bytes(Array("a".utf8)))
    #expect(try tree.contents(at: "a", limit: 5) == .oversized(6))
    #expect(try tree.contents(at: "none", limit: 5) == nil)
  }

  @Test("a change set holds what differs, by path, mode and content")
  func differences() throws {
    let base: MemoryTree = ["same": "1", "gone": "2", "mode": "3", "text": "4", "d": "file"]
    let head: MemoryTree = ["same": "1", "new": "2", "mode": .executable("3"), "text": "5", "d/e": "file"]
    let change = try ChangeSet(from: base, to: head)
    #expect(change.files.map(\.path.display) == ["d", "d/e", "gone", "mode", "new", "text"])
    #expect(change.files.filter { $0.old == nil }.map(\.path.display) == ["d/e", "new"])
    #expect(change.files.filter { $0.new == nil }.map(\.path.display) == ["d", "gone"])
  }
}

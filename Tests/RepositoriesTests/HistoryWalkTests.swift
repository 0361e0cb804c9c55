import Findings
import Repositories
import Testing

@Suite("A walk over a history")
struct HistoryWalkTests {
  private let objects = MemoryObjects()

  private func tree(_ names: String...) -> ObjectID {
    objects.storeTree(names.map { ("100644", $0, objects.store(.blob, [])) })
  }

  @Test("compares a commit with its first parent, and one without parents with the empty tree")
  func parents() throws {
    let walk = HistoryWalk(reader: objects)
    let blob = objects.newID()
    let first = objects.storeCommit(objects.storeTree([("100644", "a", blob)]))
    let side = objects.storeCommit(objects.storeTree([("100644", "b", blob)]), parents: [first])
    let merge = objects.storeCommit(
      objects.storeTree([("100644", "a", blob), ("100644", "b", blob), ("100644", "evil", blob)]),
      parents: [first, side])
    #expect(try walk.step(merge).change.files.map(\.path) == ["b", "evil"])
    #expect(try walk.step(side).change.files.map(\.path) == ["a", "b"])
    let root = try walk.step(first)
    #expect(root.change.files.map(\.path) == ["a"])
    #expect(root.change.files[0].old == nil)
    #expect(root.commit.subject == "Subject")
    // Asked again, in any order, it says the same.
    #expect(try walk.step(merge).change.files.map(\.path) == ["b", "evil"])
  }

  @Test("does not take the end of a shallow clone for the beginning of history")
  func boundary() throws {
    let parent = objects.storeCommit(tree("a"))
    let child = objects.storeCommit(tree("a", "b"), parents: [parent])
    objects.remove(parent)
    let failure = #expect(throws: Failure.self) { try HistoryWalk(reader: objects).step(child) }
    #expect(failure?.code == .inputIncomplete)
    #expect(failure?.message.contains(parent.hex) == true)
    #expect(failure?.hint?.contains("--unshallow") == true)
  }

  @Test("reads many more commits than it keeps")
  func long() throws {
    let walk = HistoryWalk(reader: objects)
    var commits: [ObjectID] = []
    for number in 0..<2500 {
      commits.append(objects.storeCommit(tree("f\(number % 3)"), parents: commits.last.map { [$0] } ?? []))
    }
    let read = try commits.reversed().map { try walk.step($0).commit.id }
    #expect(read == commits.reversed())
  }
}

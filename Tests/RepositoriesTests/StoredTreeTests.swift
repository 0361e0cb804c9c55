import Findings
import Repositories
import Testing

/// Other states that a tree leads to by their commits.
@Suite("Stored trees")
struct StoredTreeTests {
  @Test("the state of another commit is read by its id, through links and what is laid over")
  func otherState() throws {
    let objects = MemoryObjects()
    let blob = objects.store(.blob, Array("old".utf8))
    let commit = objects.storeCommit(objects.storeTree([("100644", "a", blob)]))
    let now = StoredTree(root: objects.storeTree([]), reader: objects)
    let states: [any TreeSnapshot] = [
      now, FollowedTree(now, links: SymbolicLinks(targets: [:])), OverlaidTree([], over: now, reader: objects),
    ]
    for state in states {
      #expect(try state.version(at: "a") == nil)
      let other = try #require(try state.state(of: commit))
      #expect(try other.contents(at: "a", limit: 10) == .bytes(Array("old".utf8)))
    }
  }

  @Test("what is no commit, or not here, has no state")
  func noState() throws {
    let objects = MemoryObjects()
    let blob = objects.store(.blob, [])
    let tree = StoredTree(root: nil, reader: objects)
    let sha256 = try #require(ObjectID(bytes: [UInt8](repeating: 1, count: 32)))
    for id in [blob, objects.newID(), sha256] { #expect(try tree.state(of: id) == nil) }
  }
}

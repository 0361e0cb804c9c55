import Findings
import Repositories

/// Objects that a test makes up, with ids that count on.
final class MemoryObjects: ObjectReader {
  let format: ObjectFormat
  private var objects: [ObjectID: RawObject] = [:]
  private var counter: UInt64 = 0

  init(format: ObjectFormat = .sha1) { self.format = format }

  func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    objects[id].map { ObjectHeader(kind: $0.kind, size: $0.bytes.count) }
  }

  func read(_ id: ObjectID) throws(Failure) -> RawObject? { objects[id] }

  /// An id that nothing has.
  func newID() -> ObjectID {
    counter += 1
    var bytes = [UInt8](repeating: 0xAB, count: format.byteCount)
    for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: counter >> (8 * place)) }
    guard let id = ObjectID(bytes: bytes) else { preconditionFailure("the length is the format's") }
    return id
  }

  func store(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    let id = newID()
    objects[id] = RawObject(kind: kind, bytes: bytes)
    return id
  }

  func remove(_ id: ObjectID) { objects[id] = nil }

  /// A tree of entries in the order given.
  func storeTree(_ entries: [(mode: String, name: String, id: ObjectID)]) -> ObjectID {
    store(.tree, entries.flatMap { Array("\($0.mode) \($0.name)".utf8) + [0] + $0.id.bytes })
  }

  func storeCommit(_ tree: ObjectID, parents: [ObjectID] = []) -> ObjectID {
    let people = ["author A <a@b> 5 +0000", "committer A <a@b> 5 +0000"]
    let lines = ["tree \(tree)"] + parents.map { "parent \($0)" } + people
    return store(.commit, Array((lines.joined(separator: "\n") + "\n\nSubject\n\nBody\n").utf8))
  }
}

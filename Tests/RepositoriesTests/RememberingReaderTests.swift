import Findings
import Repositories
import Testing

@Suite("A reader that remembers objects")
struct RememberingReaderTests {
  private let objects = MemoryObjects()

  @Test("gives a small blob once read without asking again, and its size")
  func remembers() throws {
    let blob = objects.store(.blob, [1, 2, 3])
    let reader = RememberingReader(objects)
    #expect(try reader.read(blob)?.bytes == [1, 2, 3])
    objects.remove(blob)
    #expect(try reader.read(blob) == RawObject(kind: .blob, bytes: [1, 2, 3]))
    #expect(try reader.header(of: blob) == ObjectHeader(kind: .blob, size: 3))
  }

  @Test("gives a tree once read without asking again, also after many blobs")
  func remembersTrees() throws {
    let tree = objects.storeTree([])
    let reader = RememberingReader(objects)
    #expect(try reader.read(tree)?.kind == .tree)
    objects.remove(tree)
    for number in 0..<200 {
      _ = try reader.read(objects.store(.blob, [UInt8](repeating: UInt8(number), count: 60 << 10)))
    }
    #expect(try reader.read(tree) == RawObject(kind: .tree, bytes: []))
    #expect(try reader.header(of: tree) == ObjectHeader(kind: .tree, size: 0))
  }

  @Test("asks again for large objects and for what was missing")
  func asksAgain() throws {
    let reader = RememberingReader(objects)
    let blob = objects.store(.blob, [UInt8](repeating: 7, count: 65 << 10))
    let tree = objects.store(.tree, [UInt8](repeating: 7, count: 257 << 10))
    for id in [blob, tree] {
      #expect(try reader.read(id) != nil)
      objects.remove(id)
      #expect(try reader.read(id) == nil)
      #expect(try reader.header(of: id) == nil)
    }
    let late = objects.newID()
    #expect(try reader.read(late) == nil)
  }

  @Test("forgets when it is full, and still gives the right bytes")
  func isBounded() throws {
    let reader = RememberingReader(objects)
    let blobs = (0..<200).map { number in
      objects.store(.blob, [UInt8](repeating: UInt8(number), count: 60 << 10))
    }
    for blob in blobs { #expect(try reader.read(blob)?.bytes.count == 60 << 10) }
    for blob in blobs { objects.remove(blob) }
    let kept = try blobs.filter { try reader.read($0) != nil }
    // 8 MiB hold 136 of them: the first went when the 137th came.
    #expect(kept == Array(blobs[136...]))
    #expect(try reader.read(kept[0])?.bytes.first == 136)
  }
}

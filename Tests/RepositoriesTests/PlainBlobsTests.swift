import Findings
import Repositories
import TestSupport
import Testing

@Suite("What is known not to be in blobs")
struct PlainBlobsTests {
  /// Keeps what it is given, as a file would.
  private final class Kept: PlainBlobMemory {
    var bytes: [UInt8] = []
    var writes = 0

    func recall() -> [UInt8] { bytes }

    func remember(_ bytes: [UInt8]) {
      self.bytes = bytes
      writes += 1
    }
  }

  private static func id(_ number: Int, length: Int = 20) throws -> ObjectID {
    var bytes = [UInt8](repeating: 0xAB, count: length)
    for place in 0..<4 { bytes[place] = UInt8(truncatingIfNeeded: (number &* 2_654_435_761) >> (8 * place)) }
    return try #require(ObjectID(bytes: bytes))
  }

  private static func bits(_ number: Int) -> PlainBlobs.Absence { PlainBlobs.Absence(rawValue: UInt8(number % 4)) }

  @Test("is given back by the next run, run after run, and of no other blob")
  func recalls() throws {
    let kept = Kept()
    for run in 0..<5 {
      let blobs = PlainBlobs(memory: kept)
      for number in 0..<(run * 300) { #expect(try blobs.absence(in: Self.id(number)) == Self.bits(number)) }
      for number in (run * 300)..<((run + 1) * 300) {
        #expect(try blobs.absence(in: Self.id(number)) == nil)
        try blobs.note(Self.bits(number), in: Self.id(number))
        #expect(try blobs.absence(in: Self.id(number)) == Self.bits(number))
      }
      blobs.keep()
    }
    #expect(try PlainBlobs(memory: kept).absence(in: Self.id(3, length: 32)) == nil)
  }

  @Test("nothing is written where nothing new was noted")
  func writesNews() throws {
    let kept = Kept()
    let first = PlainBlobs(memory: kept)
    first.keep()
    #expect(kept.writes == 0)
    try first.note([], in: Self.id(1))
    first.keep()
    let second = PlainBlobs(memory: kept)
    #expect(try second.absence(in: Self.id(1)) == [])
    second.keep()
    #expect(kept.writes == 1)
  }

  @Test("a repository of the other format begins anew")
  func otherFormat() throws {
    let kept = Kept()
    let old = PlainBlobs(memory: kept)
    try old.note(Self.bits(1), in: Self.id(1))
    old.keep()
    let new = PlainBlobs(memory: kept)
    try new.note(Self.bits(2), in: Self.id(2, length: 32))
    new.keep()
    #expect(try PlainBlobs(memory: kept).absence(in: Self.id(2, length: 32)) == Self.bits(2))
    #expect(try PlainBlobs(memory: kept).absence(in: Self.id(1)) == nil)
  }

  @Test("what does not fit makes room for what is new")
  func isBounded() throws {
    let kept = Kept()
    for run in 0..<4 {
      let blobs = PlainBlobs(memory: kept)
      for number in (run * 12_000)..<((run + 1) * 12_000) { try blobs.note(Self.bits(number), in: Self.id(number)) }
      blobs.keep()
      #expect(kept.bytes.count < 1 << 20)
      #expect(try PlainBlobs(memory: kept).absence(in: Self.id(run * 12_000)) == Self.bits(run * 12_000))
    }
  }

  @Test("whatever a memory gives, nothing breaks, and an id that is not whole in it is not known")
  func damaged() throws {
    let kept = Kept()
    let whole = PlainBlobs(memory: kept)
    for number in 0..<20 { try whole.note(Self.bits(number), in: Self.id(number)) }
    whole.keep()
    let bytes = kept.bytes
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      kept.bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
      if !kept.bytes.isEmpty, Bool.random(using: &generator) {
        kept.bytes[Int.random(in: 0..<kept.bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      let blobs = PlainBlobs(memory: kept)
      for number in 0..<20 { _ = try blobs.absence(in: Self.id(number)) }
      try blobs.note(Self.bits(7), in: Self.id(700))
      blobs.keep()
      #expect(try PlainBlobs(memory: kept).absence(in: Self.id(700)) == Self.bits(7))
    }
  }
}

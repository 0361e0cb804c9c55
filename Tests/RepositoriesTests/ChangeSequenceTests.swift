import Findings
import Repositories
import Testing

@Suite("Changes that follow one another")
struct ChangeSequenceTests {
  private func version(_ number: UInt8?) -> FileVersion? {
    number.flatMap { ObjectID(bytes: [UInt8](repeating: $0, count: 20)) }.map { FileVersion(mode: .regular, id: $0) }
  }

  private func file(_ path: String, _ old: UInt8?, _ new: UInt8?) -> FileChange {
    FileChange(path: RepositoryPath(path), old: version(old), new: version(new))
  }

  @Test("they are one change, without what was undone")
  func composed() {
    let changes = [
      [file("b", nil, 1), file("a", 1, 2), file("gone", nil, 5)], [file("a", 2, 3), file("gone", 5, nil)],
    ]
    #expect(ChangeSequence.composed(changes) == [file("a", 1, 3), file("b", nil, 1)])
    #expect(ChangeSequence.composed([[file("a", 1, 2)], [file("a", 2, 1)]]) == [])
    #expect(ChangeSequence.composed([]) == [])
  }

  @Test("what does not begin where the one before ended is none")
  func gap() { #expect(ChangeSequence.composed([[file("a", 1, 2)], [file("a", 3, 4)]]) == nil) }
}

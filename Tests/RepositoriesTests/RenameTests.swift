import Findings
import Repositories
import Testing

@Suite("Renames, for display")
struct RenameTests {
  private func version(_ byte: UInt8, _ mode: FileMode = .regular) throws -> FileVersion {
    FileVersion(mode: mode, id: try #require(ObjectID(bytes: [UInt8](repeating: byte, count: 20))))
  }

  @Test("the same content that went and came is a move; the same name is paired first")
  func moves() throws {
    let files = [
      FileChange(path: "a/x.tf", old: try version(1), new: nil),
      FileChange(path: "a/y.tf", old: try version(1), new: nil),
      FileChange(path: "b/y.tf", old: nil, new: try version(1)),
      FileChange(path: "b/z.tf", old: nil, new: try version(1)),
      FileChange(path: "c", old: try version(2), new: try version(3)),
    ]
    #expect(
      Rename.exact(in: files) == [Rename(from: "a/y.tf", to: "b/y.tf"), Rename(from: "a/x.tf", to: "b/z.tf")])
  }

  @Test("another content, another mode or a submodule is no move")
  func others() throws {
    let files = [
      FileChange(path: "a", old: try version(1), new: nil),
      FileChange(path: "b", old: nil, new: try version(2)),
      FileChange(path: "c", old: nil, new: try version(1, .executable)),
      FileChange(path: "d", old: try version(4, .gitlink), new: nil),
      FileChange(path: "e", old: nil, new: try version(4, .gitlink)),
    ]
    #expect(Rename.exact(in: files).isEmpty)
  }
}

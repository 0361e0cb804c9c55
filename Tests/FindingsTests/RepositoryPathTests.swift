import Findings
import Testing

@Suite("Paths are bytes")
struct RepositoryPathTests {
  @Test("control characters, overrides and broken UTF-8 are shown escaped")
  func display() {
    #expect(RepositoryPath("a/b.tf").display == "a/b.tf")
    #expect(RepositoryPath("a\u{1b}[2Jb").display == "a\\u{1b}[2Jb")
    #expect(RepositoryPath("a\u{202e}b").display == "a\\u{202e}b")
    #expect(RepositoryPath(bytes: [0x61, 0xFF, 0x0A]).display == "a\\xff\\x0a")
  }

  @Test("percent-encoding keeps different paths different")
  func percentEncoding() {
    #expect(RepositoryPath("ü/a b").percentEncoded == "ü/a b")
    #expect(RepositoryPath("a%b").percentEncoded == "a%25b")
    #expect(RepositoryPath(bytes: [0x61, 0xFF]).percentEncoded == "a%FF")
    #expect(RepositoryPath("a%FF").percentEncoded == "a%25FF")
  }

  @Test("components, name and directory")
  func parts() {
    let path: RepositoryPath = "a/b/c.tf"
    #expect(path.directory == "a/b")
    #expect(path.isNamed("c.tf"))
    #expect(path.directory.appending("d") == "a/b/d")
    #expect(RepositoryPath("top").directory == .root)
  }
}

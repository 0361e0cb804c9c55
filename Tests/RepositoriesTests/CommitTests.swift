import Findings
import Testing

@testable import Repositories

@Suite("Commit objects")
struct CommitTests {
  private let id = ObjectID(bytes: [UInt8](repeating: 7, count: 20))
  private let tree = String(repeating: "a", count: 40)

  private func parse(_ text: String) throws -> Commit {
    try Commit.parse(Array(text.utf8), id: try #require(id))
  }

  @Test("headers, identities and trailers are read")
  func ordinary() throws {
    let commit = try parse(
      """
      tree \(tree)
      parent \(String(repeating: "b", count: 40))
      author Ana <x> B <Ana@Corp.example> 1700000000 +0100
      committer Bot <bot@corp.example> 1700000001 +0000
      gpgsig -----BEGIN SSH SIGNATURE-----
       tree \(String(repeating: "c", count: 40))
       -----END SSH SIGNATURE-----

      Subject

      Body: not a trailer

      Co-authored-by: Cleo <CLEO@corp.example>
      Ticket: CHG-1
      """)
    #expect(commit.tree.hex == tree)
    #expect(commit.parents.count == 1)
    #expect(commit.author == .init(name: "Ana <x> B", email: "ana@corp.example", time: 1_700_000_000))
    #expect(commit.trailers("ticket") == ["CHG-1"])
    #expect(commit.writers == ["ana@corp.example", "bot@corp.example", "cleo@corp.example"])
  }

  @Test("a co-author counts in a message with carriage returns, and above the last paragraph")
  func coAuthorsAnywhere() throws {
    let headers = "tree \(tree)\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n"
    #expect(try parse(headers + "S\r\n\r\nCo-authored-by: C <C@d>\r\n").writers == ["a@b", "c@d"])
    #expect(try parse(headers + "S\n\nCo-Authored-By: C <c@d>\n\nmore words\n").writers == ["a@b", "c@d"])
  }

  @Test("a second tree, author or committer header is refused", arguments: ["tree", "author", "committer"])
  func repeated(header: String) throws {
    let value = header == "tree" ? tree : "A <a@b> 1 +0000"
    let text = "tree \(tree)\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\(header) \(value)\n\nx"
    let failure = #expect(throws: Failure.self) { try parse(text) }
    #expect(failure?.code == .repositoryUnavailable)
  }

  @Test("a commit without a tree is refused")
  func noTree() { #expect(throws: Failure.self) { try parse("author A <a@b> 1 +0000\n\nx") } }
}

import Testing

@testable import GitProcess

@Suite("Names in commands that are shown")
struct ShellWordTests {
  @Test(
    "a plain name stays, any other is one word to a shell",
    arguments: [
      ("origin", "origin"), ("team/up-2", "team/up-2"), ("", "''"), ("-x", "'-x'"), ("a b", "'a b'"),
      ("$(x)", "'$(x)'"),
      ("it's", "'it'\\''s'"), ("a\u{1B}", "'a\\u{1b}'"),
    ])
  func quoted(name: String, word: String) { #expect(ShellWord.quoted(name) == word) }
}

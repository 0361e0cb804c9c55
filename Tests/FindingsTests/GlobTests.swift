import Findings
import Testing

@Suite("Path patterns")
struct GlobTests {
  @Test(
    "match as git users expect",
    arguments: [
      ("infra/prod/**", "infra/prod/main.tf", true), ("infra/prod/**", "infra/prod/a/b.tf", true),
      ("infra/prod/**", "infra/production/main.tf", false), ("**/production/**", "production/x", true),
      ("**/production/**", "a/b/production/c/d", true), ("**/production/**", "a/xproduction/c", false),
      ("*.tf", "main.tf", true), ("*.tf", "a/main.tf", false), ("**/*.tf", "main.tf", true),
      ("**/*.tf", "a/b/main.tf", true), ("release/*", "release/1.2", true), ("release/*", "release/1/2", false),
      ("a?c", "abc", true), ("a?c", "a/c", false), ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false),
      ("[!a-c]x", "dx", true), ("[x", "[x", true), ("", "", true), ("**", "any/thing", true), ("a**b", "a/x/b", true),
      ("[]]", "]", true),
    ])
  func table(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern).matches(RepositoryPath(path)) == expected)
  }

  @Test("a pattern made to back-track is matched at once")
  func pathological() {
    let pattern = Glob(String(repeating: "*a", count: 60) + "b")
    #expect(!pattern.matches(RepositoryPath(String(repeating: "a", count: 2000))))
  }
}

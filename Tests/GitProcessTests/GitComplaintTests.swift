import Findings
import Repositories
import Testing

@testable import GitProcess

@Suite("What git's complaints mean")
struct GitComplaintTests {
  private func failure(_ words: String) -> Failure { GitComplaint(Array(words.utf8)).failure(of: "rev-parse") }

  @Test("the reason is found among traces and warnings, and shown without what steers a terminal")
  func reason() {
    let failure = failure("12:00 trace: x\nwarning: y\nfatal: not a git repository: \u{1B}[31m\nfatal: later\n")
    #expect(failure.message == "git rev-parse failed: fatal: not a git repository: \\u{1b}[31m")
    #expect(self.failure("").message == "git rev-parse failed: no message")
  }

  @Test("git's own command for a foreign repository is passed on")
  func ownership() {
    let words = """
      fatal: detected dubious ownership in repository at '/a b'
      To add an exception for this directory, call:

      \tgit config --global --add safe.directory '/a b'
      """
    #expect(failure(words).hint?.hasSuffix(": git config --global --add safe.directory '/a b'") == true)
  }

  @Test(
    "the git that knows an extension is named",
    arguments: [
      ("fatal: unknown repository extension found:\n\trefstorage\n", "git 2.45 or newer"),
      ("fatal: unknown repository extensions found:\n\trefstorage\n\trelativeworktrees\n", "git 2.48 or newer"),
      ("fatal: unknown repository extensions found:\n\trefstorage\n\tother\n", "a newer git"),
      ("fatal: Expected git repo version <= 1, found 2\n", "a newer git"),
    ])
  func extensions(words: String, hint: String) {
    #expect(failure(words).hint?.contains(hint) == true)
    #expect(failure(words).code.exitCode == .incomplete)
  }

  @Test("the object that cannot be read is found", arguments: ["blob object ", "tree ", "tree ("])
  func unreadable(words: String) {
    let hex = String(repeating: "ab", count: 20)
    let object = GitComplaint(Array("warning: x\nfatal: unable to read \(words)\(hex))\n".utf8)).unreadableObject
    #expect(object?.id.hex == hex)
    #expect(object?.kind.rawValue == String(words.prefix(4)))
    #expect(GitComplaint(Array("fatal: unable to read \(words)\n".utf8)).unreadableObject == nil)
  }

  @Test("objects of a partial clone are missing input, and no damage")
  func promised() {
    let failure = failure("fatal: transport 'file' not allowed\nfatal: could not fetch x from promisor remote\n")
    #expect(failure.code == .inputIncomplete)
    #expect(failure.hint?.hasSuffix(": git fetch --refetch --no-filter") == true)
  }
}

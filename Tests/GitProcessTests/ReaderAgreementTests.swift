import Findings
import Foundation
import GitLibgit2
import GitProcess
import Repositories
import TestSupport
import Testing

/// Our tree diff over both readers must give what `git diff-tree` gives, entry for entry.
@Suite("Tree diff and object readers agree with git")
struct ReaderAgreementTests {
  static func queries(_ repository: TestRepository, libgit2: Bool) throws -> GitQueries {
    let factory: GitQueries.ReaderFactory = { directory, alternates throws(Failure) in
      try Libgit2ObjectReader(directory: directory, alternates: alternates)
    }
    return GitQueries(
      directory: repository.path, environment: TestRepository.environment,
      temporaryDirectory: NSTemporaryDirectory(), openReader: libgit2 ? factory : nil)
  }

  /// A history of random additions, edits, deletions, mode and type changes, as a fast-import stream.
  static func randomHistory(seed: UInt64, commits: Int) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var stream = ""
    var paths: Set<String> = []
    for number in 1...commits {
      stream += "commit refs/heads/main\nmark :\(number)\ncommitter A <a@b> \(1_700_000_000 + number) +0000\n"
      stream += "data 1\nx\n"
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let depth = Int.random(in: 1...3, using: &random)
        let path = (0..<depth).map { _ in "abc.-0".map(String.init).randomElement(using: &random) ?? "a" }
          .joined(separator: "/")
        switch Int.random(in: 0..<10, using: &random) {
        case 0...1:
          stream += "D \(path)\n"
          paths.remove(path)
        case 2: stream += "M 160000 \(String(repeating: "a", count: 40)) \(path)\n"
        default:
          let mode = ["100644", "100644", "100755", "120000"].randomElement(using: &random) ?? "100644"
          let body = "\(Int.random(in: 0..<5, using: &random))"
          stream += "M \(mode) inline \(path)\ndata \(body.utf8.count)\n\(body)\n"
          paths.insert(path)
        }
      }
      stream += "\n"
    }
    return Array(stream.utf8)
  }

  @Test("on random histories", arguments: 1...8 as ClosedRange<UInt64>)
  func randomHistories(seed: UInt64) throws {
    let repository = try TestRepository()
    try repository.git(
      ["fast-import", "--quiet"], input: Self.randomHistory(seed: seed, commits: 25))
    let commits = try String(decoding: repository.git(["rev-list", "main"]), as: UTF8.self)
      .split(separator: "\n").map { try #require(ObjectID(hex: String($0))) }
    let readers = try [true, false].map { try Self.queries(repository, libgit2: $0).objects() }
    var compared = 0
    for (new, old) in zip(commits, commits.dropFirst()) {
      let expected = try repository.git([
        "diff-tree", "-r", "-z", "--raw", "--no-renames", "--ignore-submodules=none", "--no-abbrev", old.hex, new.hex,
      ])
      for reader in readers {
        let changes = try TreeDiff(reader: reader).changes(
          from: reader.commit(old).tree, to: reader.commit(new).tree)
        #expect(RawDiff.encode(changes, format: .sha1) == expected, "seed \(seed), \(old)..\(new)")
        compared += changes.count
      }
    }
    #expect(compared > 100)
  }

  @Test("a SHA-256 repository is read through git, with ids of 32 bytes")
  func sha256() throws {
    let repository = try TestRepository(["--object-format=sha256"])
    let first = try repository.commit("first", ["a.tf": "x = 1\n"])
    let second = try repository.commit("second", ["a.tf": "x = 2\n", "b/c.sql": "select 1;\n"])
    let queries = try Self.queries(repository, libgit2: true)
    #expect(try queries.facts.objectFormat == .sha256)
    let proposal = try ProposalResolver(queries: queries).range(
      from: ObjectID(hex: first), to: try #require(ObjectID(hex: second)))
    #expect(proposal.change.files.map(\.path) == ["a.tf", "b/c.sql"])
    #expect(
      try proposal.change.head.contents(at: proposal.change.files[0].path, limit: 100)
        == .bytes(Array("x = 2\n".utf8)))
  }

  @Test("a missing object is named with the way to complete the clone", arguments: [true, false])
  func missing(libgit2: Bool) throws {
    let repository = try TestRepository()
    try repository.commit("first", ["a": "1"])
    let reader = try Self.queries(repository, libgit2: libgit2).objects()
    let unknown = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    #expect(try reader.read(unknown) == nil)
    #expect(try reader.header(of: unknown) == nil)
    let failure = #expect(throws: Failure.self) { try reader.require(unknown, .blob) }
    #expect(failure?.code == .inputIncomplete)
    #expect(failure?.hint?.contains("git fetch") == true)
  }
}

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
  static func queries(
    _ repository: TestRepository, libgit2: Bool, _ environment: [String: String] = [:]
  ) throws -> GitQueries {
    let factory: GitQueries.ReaderFactory = { directory, alternates throws(Failure) in
      try Libgit2ObjectReader(directory: directory, alternates: alternates)
    }
    return GitQueries(
      directory: repository.path, environment: TestRepository.environment.merging(environment) { _, new in new },
      temporaryDirectory: NSTemporaryDirectory(), openReader: libgit2 ? factory : nil)
  }

  /// Packed for even seeds, loose for odd ones.
  @Test("on random histories", arguments: 1...8 as ClosedRange<UInt64>)
  func randomHistories(seed: UInt64) throws {
    let repository = try TestRepository()
    try repository.git(
      ["-c", "fastimport.unpackLimit=\(seed.isMultiple(of: 2) ? 1 : 1_000_000)", "fast-import", "--quiet"],
      input: RandomHistory.stream(seed: seed, commits: 40))
    let commits = try repository.lines(["rev-list", "main"])
    let readers = try [true, false].map { try Self.queries(repository, libgit2: $0).objects() }
    // Neighbours, and pairs that lie far apart.
    var compared = try Self.compare(Array(zip(commits.dropFirst(), commits)), readers, in: repository, "seed \(seed)")
    compared += try Self.compare(Array(zip(commits.dropFirst(17), commits)), readers, in: repository, "seed \(seed)")
    #expect(compared > 500)
  }

  @Test("on random histories with ids of 32 bytes", arguments: 11...12 as ClosedRange<UInt64>)
  func randomHistoriesOfSHA256(seed: UInt64) throws {
    let repository = try TestRepository(["--object-format=sha256"])
    let stream = RandomHistory.stream(seed: seed, commits: 20, idBytes: 32)
    try repository.git(["fast-import", "--quiet"], input: stream)
    let commits = try repository.lines(["rev-list", "main"])
    let reader = try Self.queries(repository, libgit2: true).objects()
    #expect(
      try Self.compare(Array(zip(commits.dropFirst(), commits)), [reader], in: repository, "seed \(seed)") > 100)
  }

  /// The most commits of the project's own history that are compared.
  private static let ownCommits = 200

  @Test("on the history of this project, as much of it as this checkout has")
  func ownHistory() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let repository = TestRepository(existing: folder)
    // Whoever owns the checkout (a container's root, say), it is ours to read.
    let configuration = URL(filePath: NSTemporaryDirectory()).appending(path: "gatehouse-config-\(UUID().uuidString)")
    try Data("[safe]\n\tdirectory = *\n".utf8).write(to: configuration)
    defer { try? FileManager.default.removeItem(at: configuration) }
    let settings = ["GIT_CONFIG_GLOBAL": configuration.path(percentEncoded: false)]
    // A release's archive is no clone; there is nothing to compare.
    guard let found = try? repository.git(["rev-parse", "--show-toplevel"], environment: settings),
      folder.path(percentEncoded: false).hasPrefix(String(decoding: found.dropLast(), as: UTF8.self))
    else { return }
    let listed = try repository.git(
      ["rev-list", "--parents", "--max-count=\(Self.ownCommits)", "HEAD"], environment: settings)
    // A commit at the boundary of a shallow clone has no parent here.
    let pairs = String(decoding: listed, as: UTF8.self).split(separator: "\n").flatMap { line in
      let ids = line.split(separator: " ").map(String.init)
      return ids.dropFirst().map { ($0, ids[0]) }
    }
    let readers = try [true, false].map { try Self.queries(repository, libgit2: $0, settings).objects() }
    _ = try Self.compare(pairs, readers, in: repository, "own history", settings)
  }

  @Test(
    "on modes that git's own programs do not write",
    arguments: ["100600", "100664", "100777", "100000", "0100644", "644", "755", "120777", "140000", "40755"])
  func modes(mode: String) throws {
    let repository = try TestRepository()
    let before = try repository.commit("first", ["a": "1", "d/b": "1"])
    let kind =
      mode.hasPrefix("40")
      ? "tree \(try repository.line(["rev-parse", "HEAD:d"]))" : "blob \(try repository.line(["rev-parse", "HEAD:a"]))"
    let tree = try repository.git(["mktree"], input: Array("\(mode) \(kind)\ta\n".utf8))
    let after = try repository.line([
      "commit-tree", "-m", "x", "-p", before, String(decoding: tree.dropLast(), as: UTF8.self),
    ])
    let readers = try [true, false].map { try Self.queries(repository, libgit2: $0).objects() }
    _ = try Self.compare([(before, after), (after, before)], readers, in: repository, mode)
  }

  /// Compares both readers with git on pairs of commits.
  ///
  /// - Returns: how many changed files were compared.
  static func compare(
    _ pairs: [(old: String, new: String)], _ readers: [any ObjectReader], in repository: TestRepository, _ what: String,
    _ environment: [String: String] = [:]
  ) throws -> Int {
    // One git for all pairs; its answers stand one behind the other.
    let expected = try repository.git(
      [
        "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-commit-id", "--no-renames", "--ignore-submodules=none",
        "--no-abbrev",
      ], environment: environment, input: pairs.flatMap { Array("\($0.new) \($0.old)\n".utf8) })
    var compared = 0
    for reader in readers {
      var rest = expected[...]
      for (old, new) in pairs {
        let trees = try [old, new].map { try reader.commit(#require(ObjectID(hex: $0))).tree }
        let changes = try TreeDiff(reader: reader).changes(from: trees[0], to: trees[1])
        let bytes = RawDiff.encode(changes, format: reader.format)
        try #require(rest.starts(with: bytes), "\(what), \(old)..\(new)")
        rest = rest.dropFirst(bytes.count)
        compared += changes.count
      }
      #expect(rest.isEmpty, "\(what): git lists more")
    }
    return compared
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
    #expect(failure?.hint?.contains("git fsck") == true)
    try repository.git(["remote", "add", "up", "/nowhere"])
    #expect(reader.missing(unknown, .blob).hint?.hasSuffix(": git fetch --refetch up") == true)
    #expect(reader.missing(unknown, .commit).hint?.hasSuffix(": git fetch up \(unknown)") == true)
    try repository.git(["remote", "add", "origin", "/nowhere"])
    #expect(reader.missing(unknown, .blob).hint?.hasSuffix(": git fetch --refetch origin") == true)
    try repository.git(["config", "remote.up.promisor", "true"])
    #expect(reader.missing(unknown, .tree).hint?.hasSuffix(": git fetch --refetch --no-filter up") == true)
  }
}

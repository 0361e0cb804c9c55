import Findings
import Foundation
import GitProcess
import Repositories
import TestSupport
import Testing

@Suite("Questions to git")
struct GitQueriesTests {
  private func paths(_ changes: [FileChange]) -> [String] { changes.map(\.path.display) }

  @Test("staged changes before the first commit are additions to the empty tree")
  func unborn() throws {
    let repository = try TestRepository()
    try repository.write("1", to: "a")
    try repository.git(["add", "a"])
    let proposal = try ProposalResolver(queries: ReaderAgreementTests.queries(repository, libgit2: true))
      .staged(target: nil)
    #expect(paths(proposal.change.files) == ["a"])
    #expect(proposal.change.files.first?.old == nil)
  }

  @Test("the index that git names is read, not the one on disk")
  func otherIndex() throws {
    let repository = try TestRepository()
    try repository.commit("first", ["a": "1", "b": "1"])
    try repository.write("2", to: "a")
    let index = repository.directory.appending(path: ".git/other-index").path
    try repository.git(["read-tree", "HEAD"], environment: ["GIT_INDEX_FILE": index])
    try repository.git(["add", "a"], environment: ["GIT_INDEX_FILE": index])
    let environment = TestRepository.environment.merging(["GIT_INDEX_FILE": index]) { _, new in new }
    let queries = GitQueries(
      directory: repository.path, environment: environment, temporaryDirectory: NSTemporaryDirectory(), openReader: nil)
    #expect(paths(try queries.stagedChanges()) == ["a"])
    let plain = try ReaderAgreementTests.queries(repository, libgit2: false)
    #expect(try plain.stagedChanges().isEmpty)
  }

  @Test("the overlaid index lists directories as the written tree would")
  func overlay() throws {
    let repository = try TestRepository()
    try repository.commit("first", ["m/a.tf": "1", "m/b.tf": "1", "gone/x": "1", "keep": "1"])
    try FileManager.default.removeItem(at: repository.directory.appending(path: "gone"))
    try repository.write("2", to: "m/b.tf")
    try repository.write("2", to: "m/deep/c.tf")
    try repository.git(["add", "--all"])
    let proposal = try ProposalResolver(queries: ReaderAgreementTests.queries(repository, libgit2: true))
      .staged(target: nil)
    let head = proposal.change.head
    #expect(try head.entries(in: .root).map { String(decoding: $0.name, as: UTF8.self) } == ["keep", "m"])
    #expect(
      try head.entries(in: "m").map { String(decoding: $0.name, as: UTF8.self) } == ["a.tf", "b.tf", "deep"])
    #expect(try head.contents(at: "m/b.tf", limit: 10) == .bytes([UInt8(ascii: "2")]))
    #expect(try head.contents(at: "m/a.tf", limit: 10) == .bytes([UInt8(ascii: "1")]))
    #expect(try head.version(at: "gone") == nil)
  }

  @Test("a merge is predicted without writing into the repository")
  func mergePrediction() throws {
    let repository = try TestRepository()
    try repository.commit("base", ["a": "1\n", "b": "1\n"])
    try repository.git(["checkout", "--quiet", "-b", "topic"])
    let head = try repository.commit("topic", ["a": "2\n"])
    try repository.git(["checkout", "--quiet", "main"])
    let target = try repository.commit("main", ["b": "2\n"])
    let before = try repository.git(["count-objects", "-v"])
    let queries = try ReaderAgreementTests.queries(repository, libgit2: true)
    let proposal = try ProposalResolver(queries: queries).merging(
      try #require(ObjectID(hex: head)), into: Target(ref: "refs/heads/main", tip: ObjectID(hex: target)))
    #expect(paths(proposal.change.files) == ["a"])
    #expect(proposal.commits.map(\.hex) == [head])
    #expect(
      try proposal.change.head.contents(at: proposal.change.files[0].path, limit: 10)
        == .bytes(Array("2\n".utf8)))
    #expect(try repository.git(["count-objects", "-v"]) == before)
  }

  @Test("a merge in conflict is incomplete, and the paths are named")
  func mergeConflict() throws {
    let repository = try TestRepository()
    try repository.commit("base", ["a": "1\n"])
    try repository.git(["checkout", "--quiet", "-b", "topic"])
    let head = try repository.commit("topic", ["a": "2\n"])
    try repository.git(["checkout", "--quiet", "main"])
    let target = try repository.commit("main", ["a": "3\n"])
    let queries = try ReaderAgreementTests.queries(repository, libgit2: true)
    let failure = #expect(throws: Failure.self) {
      try ProposalResolver(queries: queries).merging(
        try #require(ObjectID(hex: head)), into: Target(ref: "refs/heads/main", tip: ObjectID(hex: target)))
    }
    #expect(failure?.code == .mergeConflict)
    #expect(failure?.message.contains("conflicts in a") == true)
  }

  @Test("the trunk is what the remote says, then the usual names")
  func trunk() throws {
    let upstream = try TestRepository()
    let tip = try upstream.commit("first", ["a": "1"])
    try upstream.git(["branch", "--move", "main", "stable"])
    let clone = URL(filePath: NSTemporaryDirectory()).appending(path: "gatehouse-clone-\(UUID().uuidString)")
    try upstream.git(["clone", "--quiet", upstream.path, clone.path])
    defer { try? FileManager.default.removeItem(at: clone) }
    let queries = try ReaderAgreementTests.queries(TestRepository(existing: clone), libgit2: true)
    let trunk = try TargetResolver(queries: queries, remote: "origin").trunk()
    #expect(trunk == Target(ref: "refs/heads/stable", tip: ObjectID(hex: tip)))
    let other = try TargetResolver(queries: queries, remote: "origin").trunk(named: "release")
    #expect(other == Target(ref: "refs/heads/release", tip: nil))
  }

  @Test("the remote's default branch comes with the facts, and only where git says just that")
  func remoteHead() throws {
    let repository = try TestRepository()
    func facts() throws -> RepositoryFacts { try ReaderAgreementTests.queries(repository, libgit2: true).facts }
    func trunk() throws -> String? {
      try TargetResolver(queries: ReaderAgreementTests.queries(repository, libgit2: true), remote: "origin").trunk().ref
    }
    #expect(try facts().remoteHead == nil)
    let first = try repository.commit(
      "first", ["refs/remotes/origin/HEAD": "a file with the name of a ref", "HEAD^{commit}": "1"])
    #expect(try facts().head?.hex == first)
    #expect(try facts().remoteHead == nil)
    try repository.git(["update-ref", "refs/heads/develop", "HEAD"])
    try repository.git(["update-ref", "refs/tags/refs/remotes/origin/HEAD", "HEAD"])
    #expect(try facts().remoteHead?.symbolicTarget?.hasPrefix("refs/remotes/") != true)
    #expect(try trunk() == "refs/heads/main")
    try repository.git(["update-ref", "refs/remotes/origin/develop", "HEAD"])
    try repository.git(["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop"])
    // Both are there now: git finds the name ambiguous and says no full one.
    #expect(try trunk() == "refs/heads/develop")
    try repository.git(["update-ref", "-d", "refs/tags/refs/remotes/origin/HEAD"])
    #expect(
      try facts().remoteHead
        == Reference(
          name: "refs/remotes/origin/HEAD", target: #require(ObjectID(hex: first)),
          symbolicTarget: "refs/remotes/origin/develop"))
    #expect(try trunk() == "refs/heads/develop")
  }

  @Test("a line break in the path of a repository is no ref's name", arguments: ["a\nb", "a\n", "\nHEAD^{commit}"])
  func lineBreak(name: String) throws {
    let repository = try TestRepository()
    try repository.commit("first", ["a": "1"])
    let queries = GitQueries(
      directory: repository.path,
      environment: TestRepository.environment.merging(
        ["GIT_WORK_TREE": repository.path + "/" + name]) { _, new in new },
      temporaryDirectory: NSTemporaryDirectory(), openReader: nil)
    try FileManager.default.createDirectory(atPath: repository.path + "/" + name, withIntermediateDirectories: true)
    #expect(throws: Failure.self) { try queries.facts }
  }

  @Test("libgit2's readers serve SHA-1, for histories as well, and git's the rest", arguments: ["sha1", "sha256"])
  func readerOfHistories(_ format: String) throws {
    let repository = try TestRepository(["--object-format=\(format)"])
    let queries = try ReaderAgreementTests.queries(repository, libgit2: true)
    #expect(try queries.isReadByFactory == (format == "sha1"))
    #expect(try !ReaderAgreementTests.queries(repository, libgit2: false).isReadByFactory)
  }

  @Test("replace refs are not followed")
  func replaceRefs() throws {
    let repository = try TestRepository()
    let first = try repository.commit("first", ["a": "1"])
    let second = try repository.commit("second", ["a": "2"])
    try repository.git(["replace", second, first])
    let queries = try ReaderAgreementTests.queries(repository, libgit2: false)
    let commit = try queries.objects().commit(try #require(ObjectID(hex: second)))
    #expect(commit.parents.map(\.hex) == [first])
  }

  @Test("a directory that is no repository says so, with exit 5")
  func noRepository() throws {
    let failure = #expect(throws: Failure.self) {
      try GitQueries(
        directory: "/", environment: TestRepository.environment, temporaryDirectory: "/tmp", openReader: nil
      ).facts
    }
    #expect(failure?.code.exitCode == .incomplete)
    #expect(failure?.hint?.contains("--repo") == true)
  }
}

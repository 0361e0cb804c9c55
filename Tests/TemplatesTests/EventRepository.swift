import Foundation
import TestSupport

/// A forge's repository and a runner's clone of it, with one change: `open-ssh` opens a firewall to the world.
struct EventRepository {
  /// What the forge holds: `main`, `open-ssh` and the merge of both.
  let forge: TestRepository
  /// What the runner has checked out.
  let workspace: TestRepository
  /// The directory for the runner's own files.
  let runnerDirectory: URL

  private let ids: [String: String]

  /// A forge that no test changes.
  private static let shared = Result { try Forge() }

  /// - Parameter changing: whether the test changes what the forge holds, and so needs one of its own.
  init(changing: Bool = false) throws {
    let forge = changing ? try Forge() : try Self.shared.get()
    self.forge = forge.repository
    ids = forge.ids
    workspace = try TestRepository()
    try workspace.git(["remote", "add", "origin", forge.repository.path])
    runnerDirectory = workspace.directory.appending(path: ".git/runner")
    try FileManager.default.createDirectory(at: runnerDirectory, withIntermediateDirectories: true)
  }

  /// The fixture about the commits of this repository, with the workspace as the forge's runner leaves it: every branch fetched,
  /// and the event's commit checked out.
  func prepare(_ fixture: EventFixture) throws -> EventFixture {
    let fixture = try fixture.replacing(ids)
    try workspace.git([
      "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/pull/*:refs/remotes/pull/*",
    ])
    try workspace.git(["checkout", "--quiet", "--detach", fixture.checkout])
    return fixture
  }

  /// Puts a file onto a branch of the forge that nothing else shares.
  func addOrphanBranch(_ branch: String) throws {
    try forge.git(["checkout", "--quiet", "--orphan", branch])
    try forge.commit("First", ["README": "approvals\n"])
    try forge.git(["checkout", "--quiet", "main"])
  }

  /// The forge's repository with its three commits.
  private struct Forge {
    let repository: TestRepository
    /// The real ids by those of the fixtures.
    let ids: [String: String]

    init() throws {
      repository = try TestRepository()
      let tip = try repository.commit(
        "A closed firewall",
        [
          ".gatehouse/policy.yaml": """
          version: 1
          extends: ["builtin:recommended"]
          protected: { trunk: main, refs: ["release/*"] }

          """,
          "rules.v4": firewall(admitting: "10.0.0.0/8"),
        ])
      try repository.git(["checkout", "--quiet", "-b", "open-ssh"])
      let head = try repository.commit("Open it", ["rules.v4": firewall(admitting: "0.0.0.0/0")])
      try repository.git(["checkout", "--quiet", "--detach", tip])
      try repository.git(["merge", "--quiet", "--no-ff", "--message", "Merge", head])
      let merge = try repository.line(["rev-parse", "HEAD"])
      try repository.git(["update-ref", "refs/pull/7/merge", merge])
      try repository.git(["checkout", "--quiet", "main"])
      ids = [EventFixture.tip: tip, EventFixture.head: head, EventFixture.merge: merge]
    }
  }

  /// A firewall that lets one network log in.
  static func firewall(admitting source: String) -> String {
    """
    *filter
    :INPUT DROP [0:0]
    :FORWARD DROP [0:0]
    :OUTPUT ACCEPT [0:0]
    -A INPUT -s \(source) -p tcp --dport 22 -j ACCEPT
    COMMIT

    """
  }
}

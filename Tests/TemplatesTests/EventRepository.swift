import Foundation
import TestSupport

/// A forge's repository at the time of an event, and the clone that its runner makes of it.
struct EventRepository {
  /// The fixture about the commits of this repository.
  let fixture: EventFixture
  /// What the forge holds: the commits of ``EventGraph`` under the refs of the moment.
  let forge: TestRepository
  /// What the runner has checked out.
  let workspace: TestRepository
  /// The directory for the runner's own files.
  let runnerDirectory: URL

  /// - Parameters:
  ///   - name: of the fixture.
  ///   - depth: how much history the runner fetches; all of it when `nil`.
  ///   - graph: the commits, if not those that all tests share.
  init(_ name: String, depth: Int? = nil, graph: EventGraph? = nil) throws {
    let fixture = try EventFixture.named(name)
    let graph = try graph ?? EventGraph.shared(fixture.objectFormat)
    self.fixture = try fixture.replacing(graph.replacements)
    forge = try TestRepository(["--bare", "--object-format=\(fixture.objectFormat)"])
    workspace = try TestRepository(["--object-format=\(fixture.objectFormat)"])
    runnerDirectory = workspace.directory.appending(path: ".git/runner")
    try FileManager.default.createDirectory(at: runnerDirectory, withIntermediateDirectories: true)
    try forge.write(graph.repository.path + "/.git/objects\n", to: "objects/info/alternates")
    // Both forges let a runner fetch a commit by its id.
    try forge.git(["config", "uploadpack.allowAnySHA1InWant", "true"])
    let names = graph.ids
    var refs: [String: String?] = [
      "refs/heads/main": names["1"], "refs/heads/open-ssh": names["2"], "refs/heads/release/1.0": names["7"],
      "refs/heads/docs": names["8"],
    ]
    refs.merge(self.fixture.refs) { _, new in new }
    let lines = refs.compactMap { ref, id in id.map { "update \(ref) \($0)\n" } }
    try forge.git(["update-ref", "--stdin"], input: Array(lines.joined().utf8))
    try workspace.git(["remote", "add", "origin", "file://" + forge.path])
    try self.fixture.isGitHub ? checkOutAsGitHub(depth) : checkOutAsGitLab(depth)
  }

  /// What actions/checkout does, as its source says (`ref-helper.ts`, `git-command-manager.ts`).
  private func checkOutAsGitHub(_ depth: Int?) throws {
    let ref = fixture.checkout == nil ? fixture.environment["GITHUB_REF"] ?? "" : ""
    let commit = fixture.checkout ?? fixture.commit
    var local = ""
    for (prefix, tracking) in [
      ("refs/heads/", "refs/remotes/origin/"), ("refs/pull/", "refs/remotes/pull/"), ("refs/tags/", "refs/tags/"),
    ] where ref.hasPrefix(prefix) {
      local = tracking + ref.dropFirst(prefix.count)
    }
    var specifications = [local.isEmpty ? commit : "+\(commit):\(local)"]
    if depth == nil {
      let all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]
      let isInAll = ref.hasPrefix("refs/heads/") || ref.hasPrefix("refs/tags/")
      specifications = all + (isInAll ? [] : specifications)
    }
    try workspace.git(
      ["fetch", "--quiet", "--no-tags", "--prune", "--no-recurse-submodules"] + (depth.map { ["--depth=\($0)"] } ?? [])
        + ["origin"] + specifications)
    if ref.hasPrefix("refs/heads/") {
      try workspace.git(["checkout", "--quiet", "--force", "-B", String(ref.dropFirst("refs/heads/".count)), local])
    } else {
      try workspace.git(["checkout", "--quiet", "--force", "--detach", local.isEmpty ? commit : local])
    }
  }

  /// What GitLab's runner does with the refs that GitLab names (`build_runner_presenter.rb`).
  private func checkOutAsGitLab(_ depth: Int?) throws {
    let environment = fixture.environment
    let pipeline = "refs/pipelines/" + (environment["CI_PIPELINE_ID"] ?? "")
    var specifications = ["+\(pipeline):\(pipeline)"]
    if depth == nil {
      specifications += ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]
    } else if let branch = environment["CI_COMMIT_BRANCH"] {
      specifications.append("+refs/heads/\(branch):refs/remotes/origin/\(branch)")
    } else if let tag = environment["CI_COMMIT_TAG"] {
      specifications.append("+refs/tags/\(tag):refs/tags/\(tag)")
    }
    try workspace.git(
      ["fetch", "origin", "--no-recurse-submodules", "--prune", "--quiet"]
        + (depth.map { ["--depth", "\($0)"] } ?? []) + specifications)
    try workspace.git(["checkout", "--force", "--quiet", "--detach", fixture.checkout ?? fixture.commit])
  }

  /// Puts a file onto a branch of the forge that nothing else shares.
  func addOrphanBranch(_ branch: String) throws {
    let tree = try forge.line(["mktree"])
    try forge.git(["update-ref", "refs/heads/" + branch, try forge.line(["commit-tree", "-m", "First", tree])])
  }
}

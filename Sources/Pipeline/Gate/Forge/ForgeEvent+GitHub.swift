import Findings
import JSON
import Repositories

extension ForgeEvent {
  /// GitHub Actions: docs.github.com, "Events that trigger workflows", "Variables reference" and "Webhook events and payloads".
  static func gitHub(
    _ environment: [String: String], readEvent: (String) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ForgeEvent {
    let name = environment["GITHUB_EVENT_NAME"] ?? ""
    guard let path = environment["GITHUB_EVENT_PATH"] else {
      throw Failure(.usage, "GITHUB_EVENT_PATH is not set", hint: "run gatehouse in a step of a workflow")
    }
    let event = try parse(try readEvent(path))
    let job = Job(
      event: event, ref: environment["GITHUB_REF"], baseRef: environment["GITHUB_BASE_REF"],
      commit: try requiredID(environment["GITHUB_SHA"], "GITHUB_SHA"))
    let change: Change
    switch name {
    case "pull_request": change = try job.pullRequest()
    case "pull_request_target": change = try job.pullRequestTarget()
    case "workflow_run": change = try job.workflowRun()
    case "merge_group": change = try job.mergeGroup()
    case "push": change = try job.push()
    default:
      throw Failure(
        .usage, "the event \(DisplayText.escaping(name)) proposes no change",
        hint: "run gatehouse on pull_request, merge_group and push; else: gatehouse check --base A --head B")
    }
    return ForgeEvent(
      change: change, checkout: job.commit, defaultBranch: event["repository"]?["default_branch"]?.string,
      actor: environment["GITHUB_ACTOR"].map { DisplayText.escaping($0) })
  }

  private static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    do {
      return try JSONReader.parse(bytes, limits: .foreign)
    } catch {
      throw Failure(.usage, "the event file is not valid JSON (\(error))", hint: "it is written by the runner")
    }
  }

  /// What the runner tells a job. The event file and the variables say much of it twice, and must say the same.
  private struct Job {
    let event: JSONValue
    /// `GITHUB_REF`.
    let ref: String?
    /// `GITHUB_BASE_REF`.
    let baseRef: String?
    /// `GITHUB_SHA`.
    let commit: ObjectID

    /// The checked-out commit is the forge's merge of the request; its first parent is the target's tip.
    func pullRequest() throws(Failure) -> Change {
      guard event["action"]?.string != "closed" else {
        throw Failure(
          .usage, "the pull request is closed and proposes no change", hint: "judge what it merged on the push event")
      }
      let request = event["pull_request"]
      let number = request?["number"]?.integer.map { "refs/pull/\($0)/merge" }
      try ForgeEvent.requireSame(number, ref ?? "", "GITHUB_REF and pull_request.number")
      // `base.sha` is the target's tip when the request was last updated; the merge may be onto a later one.
      return .mergeCommit(
        ref: try base(request), commit: commit,
        tip: try ForgeEvent.requiredID(request?["base"]?["sha"]?.string, "pull_request.base.sha"),
        head: try ForgeEvent.requiredID(request?["head"]?["sha"]?.string, "pull_request.head.sha"))
    }

    /// The checked-out commit is the default branch's tip, and the target's only where that is the target; the head is data,
    /// never checked out.
    func pullRequestTarget() throws(Failure) -> Change {
      let request = event["pull_request"]
      let base = try base(request)
      return .merge(
        ref: base, tip: ref == base ? commit : nil,
        head: try ForgeEvent.requiredID(request?["head"]?["sha"]?.string, "pull_request.head.sha"))
    }

    /// Another workflow ended, which ran for a pull request: the same as `pullRequestTarget()`.
    func workflowRun() throws(Failure) -> Change {
      let run = event["workflow_run"]
      let requests = run?["pull_requests"]?.array ?? []
      guard ["pull_request", "pull_request_target"].contains(run?["event"]?.string), requests.count == 1,
        let request = requests.first
      else {
        throw Failure(
          .usage, "the workflow run belongs to \(requests.count) pull requests, not to one",
          hint: "GitHub names none for a fork: run gatehouse on pull_request itself, where it needs no secret")
      }
      let head = try ForgeEvent.requiredID(run?["head_sha"]?.string, "workflow_run.head_sha")
      try ForgeEvent.requireSame(
        request["head"]?["sha"]?.string, head.hex, "workflow_run.head_sha and its pull request")
      let base = try ForgeEvent.branch(request["base"]?["ref"]?.string, "workflow_run.pull_requests.base.ref")
      return .merge(ref: base, tip: ref == base ? commit : nil, head: head)
    }

    func mergeGroup() throws(Failure) -> Change {
      let group = event["merge_group"]
      try ForgeEvent.requireSame(group?["head_ref"]?.string, ref ?? "", "GITHUB_REF and merge_group.head_ref")
      try ForgeEvent.requireSame(group?["head_sha"]?.string, commit.hex, "GITHUB_SHA and merge_group.head_sha")
      return .queue(
        ref: try ForgeEvent.ref(group?["base_ref"]?.string, "merge_group.base_ref"),
        base: try ForgeEvent.requiredID(group?["base_sha"]?.string, "merge_group.base_sha"), head: commit)
    }

    func push() throws(Failure) -> Change {
      let moved = try ForgeEvent.ref(event["ref"]?.string, "ref")
      let before = try ForgeEvent.objectID(event["before"]?.string, "before")
      let after = try ForgeEvent.objectID(event["after"]?.string, "after")
      let created = event["created"]?.bool ?? (before == nil)
      let deleted = event["deleted"]?.bool ?? (after == nil)
      guard created == (before == nil), deleted == (after == nil), before != after else {
        throw Failure(
          .usage, "before and after of the event do not agree with each other", hint: "they are written by the runner")
      }
      // The job of a deletion runs on the default branch.
      guard let after else { return .deletion(ref: moved, before: before) }
      try ForgeEvent.requireSame(ref, moved, "GITHUB_REF and the ref of the event")
      // An annotated tag is an object of its own, which leads to the commit.
      if !moved.hasPrefix("refs/tags/") {
        try ForgeEvent.requireSame(after.hex, commit.hex, "GITHUB_SHA and the after of the event")
      }
      return .update(ref: moved, before: before, after: after)
    }

    private func base(_ request: JSONValue?) throws(Failure) -> String {
      let ref = try ForgeEvent.branch(baseRef, "GITHUB_BASE_REF")
      try ForgeEvent.requireSame(
        request?["base"]?["ref"]?.string.map { "refs/heads/" + $0 }, ref, "GITHUB_BASE_REF and pull_request.base.ref")
      return ref
    }
  }
}

import Findings
import JSON
import Repositories

extension ForgeEvent {
  /// GitHub Actions: docs.github.com, "Events that trigger workflows" and "Default environment variables".
  static func gitHub(
    _ environment: [String: String], readEvent: (String) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ForgeEvent {
    let name = environment["GITHUB_EVENT_NAME"] ?? ""
    guard let path = environment["GITHUB_EVENT_PATH"] else {
      throw Failure(.usage, "GITHUB_EVENT_PATH is not set", hint: "run gatehouse in a step of a workflow")
    }
    let event = try parse(try readEvent(path))
    let sha = environment["GITHUB_SHA"]
    let change: Change
    switch name {
    case "pull_request":
      // The checked-out commit is the forge's merge of the request; its first parent is the target's tip.
      change = .mergeCommit(
        ref: try branch(environment["GITHUB_BASE_REF"]), commit: try requiredID(sha, "GITHUB_SHA"))
    case "pull_request_target":
      // The checked-out commit is the target's tip; the head is data, never checked out.
      let head = event["pull_request"]?["head"]?["sha"]?.string
      change = .merge(
        ref: try branch(environment["GITHUB_BASE_REF"]), tip: try requiredID(sha, "GITHUB_SHA"),
        head: try requiredID(head, "pull_request.head.sha"))
    case "merge_group":
      let group = event["merge_group"]
      change = .update(
        ref: try required(group?["base_ref"]?.string, "merge_group.base_ref"),
        before: try requiredID(group?["base_sha"]?.string, "merge_group.base_sha"),
        after: try requiredID(group?["head_sha"]?.string, "merge_group.head_sha"))
    case "push":
      let ref = try required(event["ref"]?.string, "ref")
      let before = try objectID(event["before"]?.string, "before")
      if let after = try objectID(event["after"]?.string, "after") {
        change = .update(ref: ref, before: before, after: after)
      } else {
        change = .deletion(ref: ref)
      }
    default:
      throw Failure(
        .usage, "the event \(DisplayText.escaping(name)) proposes no change",
        hint: "run gatehouse on pull_request, merge_group and push")
    }
    return ForgeEvent(change: change, actor: environment["GITHUB_ACTOR"].map { DisplayText.escaping($0) })
  }

  private static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    do {
      return try JSONReader.parse(bytes, limits: .foreign)
    } catch {
      throw Failure(.usage, "the event file is not valid JSON (\(error))", hint: "it is written by the runner")
    }
  }

  /// A ref of the event. Without it a protected branch would be taken for a proposal.
  private static func required(_ ref: String?, _ name: String) throws(Failure) -> String {
    guard let ref, !ref.isEmpty else {
      throw Failure(.usage, "the event has no \(name)", hint: "the event file is written by the runner")
    }
    return ref
  }

  private static func branch(_ name: String?) throws(Failure) -> String {
    guard let name, !name.isEmpty else {
      throw Failure(.usage, "GITHUB_BASE_REF is not set", hint: "it is set on pull_request events")
    }
    return "refs/heads/" + name
  }
}

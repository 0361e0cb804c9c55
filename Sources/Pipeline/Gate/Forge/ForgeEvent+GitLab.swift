import Findings
import Repositories

extension ForgeEvent {
  /// GitLab CI: docs.gitlab.com, "Predefined CI/CD variables".
  static func gitLab(_ environment: [String: String]) throws(Failure) -> ForgeEvent {
    /// GitLab sets what does not apply to an empty text, or not at all.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    func optionalID(_ name: String) throws(Failure) -> ObjectID? {
      guard let text = variable(name) else { return nil }
      return try objectID(text, name)
    }
    let commit = try requiredID(environment["CI_COMMIT_SHA"], "CI_COMMIT_SHA")
    let target = variable("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    let change: Change
    if target != nil || variable("CI_PIPELINE_SOURCE") == "merge_request_event" {
      let ref = try branch(target, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
      if let project = variable("CI_MERGE_REQUEST_PROJECT_PATH"), let own = variable("CI_PROJECT_PATH"), project != own
      {
        throw Failure(
          .inputIncomplete, "this pipeline runs in the fork, whose branches are not those of the target's project",
          hint: "run the pipeline in \(DisplayText.escaping(project)) (\"Run pipeline\", by a member of it)")
      }
      // Neither CI_COMMIT_BEFORE_SHA, which is zeros here (gitlab-org/gitlab#12850), nor CI_MERGE_REQUEST_DIFF_BASE_SHA,
      // which is stale after a retarget (#442031), says what the target holds.
      let tip = try optionalID("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
      switch (variable("CI_MERGE_REQUEST_EVENT_TYPE"), tip) {
      // A train stands on the one before it, by a merge or by a rebase.
      case ("merge_train", let tip?): change = .queue(ref: ref, base: tip, head: commit)
      case ("merged_result", _), ("merge_train", nil):
        change = .mergeCommit(
          ref: ref, commit: commit, tip: tip, head: try optionalID("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"))
      // It runs on the source branch; what the target holds now is asked.
      case ("detached", _), (nil, _): change = .merge(ref: ref, tip: nil, head: commit)
      case (let type?, _):
        throw Failure(
          .usage, "CI_MERGE_REQUEST_EVENT_TYPE is \(DisplayText.escaping(type)), which this version does not know",
          hint: "gatehouse knows detached, merged_result and merge_train")
      }
    } else {
      change = try update(commit, variable)
    }
    return ForgeEvent(
      change: change, checkout: commit, defaultBranch: variable("CI_DEFAULT_BRANCH"),
      actor: environment["GITLAB_USER_LOGIN"].map { DisplayText.escaping($0) })
  }

  /// A branch or tag pipeline.
  private static func update(
    _ commit: ObjectID, _ variable: (String) -> String?
  ) throws(Failure) -> Change {
    let ref: String
    let name: String
    switch (variable("CI_COMMIT_BRANCH"), variable("CI_COMMIT_TAG")) {
    case (let branch?, nil): (ref, name) = (try self.branch(branch, "CI_COMMIT_BRANCH"), branch)
    case (nil, let tag?): (ref, name) = (try self.ref("refs/tags/" + tag, "CI_COMMIT_TAG"), tag)
    case (nil, nil), (_?, _?):
      throw Failure(
        .usage, "the pipeline names neither a merge request nor one branch or tag",
        hint: "run gatehouse in merge request, branch and tag pipelines")
    }
    if let told = variable("CI_COMMIT_REF_NAME") {
      try requireSame(told, name, "CI_COMMIT_REF_NAME and CI_COMMIT_BRANCH or CI_COMMIT_TAG")
    }
    let before = try objectID(variable("CI_COMMIT_BEFORE_SHA"), "CI_COMMIT_BEFORE_SHA")
    // Zeros mean a new ref after a push only; they also stand in every pipeline that a schedule, a person or another
    // pipeline started, where nothing has changed.
    let source = variable("CI_PIPELINE_SOURCE") ?? ""
    guard before != nil || source == "push", before != commit else {
      throw Failure(
        .usage, "a pipeline of source \(DisplayText.escaping(source)) proposes no change",
        hint: "run gatehouse in the pipelines of merge requests and pushes; else: gatehouse check --base A --head B")
    }
    return .update(ref: ref, before: before, after: commit)
  }
}

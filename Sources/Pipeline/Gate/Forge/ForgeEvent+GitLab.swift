import Findings
import Repositories

extension ForgeEvent {
  /// GitLab CI: docs.gitlab.com, "Predefined CI/CD variables".
  static func gitLab(_ environment: [String: String]) throws(Failure) -> ForgeEvent {
    let commit = try requiredID(environment["CI_COMMIT_SHA"], "CI_COMMIT_SHA")
    let change: Change
    if let target = environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"], !target.isEmpty {
      let ref = "refs/heads/" + target
      switch environment["CI_MERGE_REQUEST_EVENT_TYPE"] {
      case "merged_result", "merge_train": change = .mergeCommit(ref: ref, commit: commit)
      // A detached pipeline runs on the source branch. The diff base that GitLab names is stale after a retarget
      // (gitlab-org/gitlab#442031), so the target's branch itself is asked.
      default: change = .merge(ref: ref, tip: nil, head: commit)
      }
    } else if let tag = environment["CI_COMMIT_TAG"], !tag.isEmpty {
      change = .update(ref: "refs/tags/" + tag, before: nil, after: commit)
    } else if let branch = environment["CI_COMMIT_BRANCH"], !branch.isEmpty {
      let before = try objectID(environment["CI_COMMIT_BEFORE_SHA"], "CI_COMMIT_BEFORE_SHA")
      change = .update(ref: "refs/heads/" + branch, before: before, after: commit)
    } else {
      throw Failure(
        .usage, "the pipeline names neither a merge request nor a branch or tag",
        hint: "run gatehouse in merge request, branch and tag pipelines")
    }
    return ForgeEvent(change: change, actor: environment["GITLAB_USER_LOGIN"].map { DisplayText.escaping($0) })
  }
}

import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// Which refs are protected, by the policy of the trunk.
///
/// In a shallow clone the trunk may be missing. Then only the trunk itself is known to be protected, and a question about
/// any other ref is refused, not answered with "no".
struct ProtectedBranches {
  let trunk: Target
  let policy: Policy
  private let session: Session
  /// The trunk, and the default branch if the policy there names another trunk.
  private let trunks: Set<String>

  /// - Parameter defaultBranch: what the forge calls its default branch.
  init(session: Session, defaultBranch: String?) throws(Failure) {
    self.session = session
    (trunk, policy) = try session.trunk(defaultBranch: defaultBranch)
    trunks = Set([defaultBranch.map { "refs/heads/" + $0 }, trunk.ref].compactMap { $0 })
  }

  /// Whether a verdict on `ref` binds.
  ///
  /// - Parameter before: what a ref that moved held before. Its policy counts as well: afterwards the move itself may have
  ///   said that the ref is not protected.
  func contains(_ ref: String, before: ObjectID? = nil) throws(Failure) -> Bool {
    let isTrunk = trunks.contains(ref)
    guard trunk.tip != nil else {
      if isTrunk { return true }
      let branch = DisplayText.escaping(ProtectedRefs.branch(of: trunk.ref ?? ""))
      throw Failure(
        .inputIncomplete,
        "whether \(DisplayText.escaping(ref)) is protected stands in the policy of \(branch), which is not in this clone",
        hint: "git fetch \(session.remote) \(branch):refs/remotes/\(session.remote)/\(branch) "
          + "(in CI: fetch-depth: 0, GIT_DEPTH: 0)")
    }
    if policy.protected.contains(ref) { return true }
    guard let before else { return false }
    // A trunk that was moved cannot answer for itself: without what it held before, it counts as protected.
    guard let held = try session.queries.commit(named: before.hex) else { return isTrunk }
    do throws(Failure) {
      let rules = try session.rules(at: Target(ref: ref, tip: held))
      return rules.hasPolicyFile && rules.policy.protected.contains(ref)
    } catch  where error.code == .configuration {
      // A broken policy that someone only proposed must not keep its author from mending it.
      return isTrunk
    }
  }

  /// Whether `ref` is the branch of the approvals. Whatever a policy calls it, the trunk is judged as the trunk.
  func isApprovals(_ ref: String) -> Bool {
    ref == "refs/heads/" + policy.approvalsBranch && !trunks.contains(ref)
  }

  /// The branch as the remote holds it; it must be here.
  func remoteTarget(_ ref: String) throws(Failure) -> Target {
    let target = try Self.remoteTarget(ref, session)
    guard target.tip != nil else {
      let branch = DisplayText.escaping(ProtectedRefs.branch(of: ref))
      throw Failure(
        .inputIncomplete, "the target branch \(branch) is not in this clone",
        hint: "git fetch \(session.remote) \(branch):refs/remotes/\(session.remote)/\(branch) (in CI: GIT_DEPTH: 0)")
    }
    return target
  }

  static func remoteTarget(_ ref: String, _ session: Session) throws(Failure) -> Target {
    try TargetResolver(queries: session.queries, remote: session.remote).trunk(named: ProtectedRefs.branch(of: ref))
  }
}

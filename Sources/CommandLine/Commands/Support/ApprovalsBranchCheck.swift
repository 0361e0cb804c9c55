import Findings
import GitProcess
import Repositories

/// That a push of the approvals branch only adds to it: a rejection or withdrawal may be what is missing otherwise.
struct ApprovalsBranchCheck {
  let session: Session

  /// - Parameters:
  ///   - ref: the approvals branch, in full.
  ///   - before: what it held; `nil` for a new one.
  ///   - after: the commit that is pushed.
  ///   - hint: what whoever pushed does about a push that is refused.
  /// - Throws: `verification` where something is lost or changed, `inputIncomplete` where a shallow clone cannot tell.
  func requireAppend(
    to ref: String, from before: ObjectID?, to after: ObjectID, hint: String
  ) throws(Failure) {
    let name = DisplayText.escaping(ref)
    if let before {
      guard try session.queries.objects().header(of: before) != nil else {
        throw Failure(
          .inputIncomplete, "the commit \(before) that \(name) holds is not here",
          hint: "git fetch \(session.remote) (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
      }
      if try !session.queries.isAncestor(before, of: after) {
        guard try !session.queries.facts.isShallow else {
          throw Failure(
            .inputIncomplete, "whether the push drops approvals cannot be told in this shallow clone",
            hint: "git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0)")
        }
        throw Failure(.verification, "the push drops approvals that \(name) has", hint: hint)
      }
    }
    let violations = try AppendOnlyPush.violations(from: before, to: after, reader: session.queries.objects())
    if let first = violations.first {
      throw Failure(
        .verification, "the push changes or removes \(first.display) on the append-only \(name)", hint: hint)
    }
  }
}

import ArgumentParser
import Findings
import Gate
import GitProcess
import Repositories
import Signing

/// The post-commit hook: writes a receipt for the commit, if a hook judged exactly what it changes.
///
/// Nothing is judged again. The commit stands already, so that nothing may fail, and there is nothing to say.
struct PostCommitHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "post-commit", abstract: "Write a receipt for what was judged.")

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try? ReceiptWriter(invocation: invocation, repository: repository).write()
    return .allowed
  }
}

/// The post-merge hook: the post-commit hook of a merge, for which git runs no other.
struct PostMergeHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "post-merge", abstract: "Write a receipt for a merge that was judged.")

  @Argument(help: "Whether the merge was a squash, as git gives it.")
  var squash: String

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try? ReceiptWriter(invocation: invocation, repository: repository).write()
    return .allowed
  }
}

/// Writes the receipt of the commit that `HEAD` names.
private struct ReceiptWriter {
  let invocation: Invocation
  let repository: RepositoryOptions

  func write() throws(Failure) {
    let session = Session(invocation, repository)
    let place = try HookPlace(session)
    guard let judged = place.kept(), let commit = try session.queries.facts.head else { return }
    // --no-verify, a hook that staged more after ours, an amendment: not what was judged.
    let changes = try session.queries.objects().changes(of: commit)
    guard Receipt.rawDiff(of: changes, sha256: .crypto) == judged.rawDiff else { return }
    let receipt = Receipt(rawDiff: judged.rawDiff, verdict: judged.verdict, toolVersion: ToolVersion.current)
    try session.queries.annotate(commit, with: receipt.line, in: Receipt.notesRef)
    place.forget()
  }
}

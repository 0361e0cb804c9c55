import ArgumentParser
import Findings
import Gate
import GitProcess
import Policy
import Repositories
import Signing

/// The post-rewrite hook: gives the receipts of rewritten commits to those that took their places.
///
/// A new commit gets one if its old ones had theirs and change together what it changes. Where the rewriting changed
/// something (a conflict, an edit), nobody judged it, and there is none.
struct PostRewriteHook: GatehouseSubcommand {
  /// What rewrote the commits.
  enum Rewriting: String, ExpressibleByArgument, CaseIterable {
    case amend
    case rebase
  }

  static let configuration = CommandConfiguration(
    commandName: "post-rewrite", abstract: "Carry receipts over to rewritten commits.")

  @Argument(help: "What rewrote them, as git gives it.")
  var rewriting: Rewriting

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try? carryOver(invocation)
    return .allowed
  }

  private func carryOver(_ invocation: Invocation) throws(Failure) {
    let rewritten = RewrittenCommit.parse(try Terminal.readInput(limit: PrePushHook.inputLimit))
    let session = Session(invocation, repository)
    guard let tip = try session.receiptsTip() else { return }
    let reader = try session.queries.objects()
    let book = try ReceiptBook(tip: tip, reader: reader, sha256: .crypto)
    let place = try HookPlace(session)
    for commit in rewritten where try book.receipt(of: commit.new) == nil {
      guard let receipt = try receipt(for: commit, book, reader, amended: place.kept()) else { continue }
      try session.queries.annotate(commit.new, with: receipt.line, in: Receipt.notesRef)
    }
  }

  private func receipt(
    for commit: RewrittenCommit, _ book: ReceiptBook, _ reader: any ObjectReader, amended: JudgedChange?
  ) throws(Failure) -> Receipt? {
    var verdicts: [Verdict] = []
    var changes: [[FileChange]] = []
    for old in commit.old {
      guard let receipt = try book.receipt(of: old) else { return nil }
      verdicts.append(receipt.verdict)
      changes.append(try reader.changes(of: old))
    }
    if rewriting == .amend, let old = commit.old.last {
      let amendment = try TreeDiff(reader: reader).changes(
        from: try reader.commit(old).tree, to: try reader.commit(commit.new).tree)
      if !amendment.isEmpty {
        // What was added to the commit went through the pre-commit hook, or it did not.
        guard let amended, amended.rawDiff == Receipt.rawDiff(of: amendment, sha256: .crypto) else { return nil }
        verdicts.append(amended.verdict)
        changes.append(amendment)
      }
    }
    let own = try reader.changes(of: commit.new)
    guard ChangeSequence.composed(changes) == own else { return nil }
    let worst: [Verdict] = [.denied, .incomplete, .pending, .allowed]
    return Receipt(
      rawDiff: Receipt.rawDiff(of: own, sha256: .crypto), verdict: worst.first(where: verdicts.contains) ?? .allowed,
      toolVersion: ToolVersion.current)
  }
}

import ArgumentParser
import Findings

/// The pre-merge-commit hook: the pre-commit hook of a merge without conflicts, for which git runs no other.
struct PreMergeCommitHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-merge-commit", abstract: "Judge the result of a merge.")

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try StagedJudge(invocation, repository.choice, judging.choice).runBeforeCommit(isMerge: true)
  }
}

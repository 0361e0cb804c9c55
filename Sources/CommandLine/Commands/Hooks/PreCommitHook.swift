import ArgumentParser
import Findings

/// The pre-commit hook: tells what merging will need, and stops only what no approval could allow.
struct PreCommitHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(commandName: "pre-commit", abstract: "Judge what is staged.")

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try StagedJudge(invocation, repository.choice, judging.choice).runBeforeCommit(isMerge: nil)
  }
}

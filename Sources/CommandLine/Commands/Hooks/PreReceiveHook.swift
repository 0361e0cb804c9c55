import ArgumentParser
import Findings
import Repositories

/// The pre-receive hook of a server: judges all refs of a push before any of them moves.
struct PreReceiveHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-receive", abstract: "Judge what a push changes, on the server.")

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    ServerHook(invocation: invocation, repository: repository, judging: judging).run { () throws(Failure) in
      try PushLine.parseReceived(try Terminal.readInput(limit: PrePushHook.inputLimit))
    }
  }
}

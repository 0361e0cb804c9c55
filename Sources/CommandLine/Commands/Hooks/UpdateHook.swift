import ArgumentParser
import Findings
import Repositories

/// The update hook of a server: judges one ref of a push. Git tells it no push options; pre-receive is told them.
struct UpdateHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Judge one ref of a push, on the server.")

  @Argument(help: "The ref, as git gives it.")
  var ref: String

  @Argument(help: "The object that it holds.")
  var old: String

  @Argument(help: "The object that it shall hold.")
  var new: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let line = "\(old) \(new) \(ref)\n"
    return ServerHook(invocation: invocation, repository: repository, judging: judging).run { () throws(Failure) in
      try PushLine.parseReceived(Array(line.utf8))
    }
  }
}

import ArgumentParser
import Findings
import GitProcess
import Repositories

/// The pre-push hook: judges every line that git gives, by the remote ref; the worst verdict wins.
struct PrePushHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pre-push", abstract: "Judge what a push would change on the remote.")

  @Argument(help: "The remote's name, as git gives it.")
  var remote: String

  @Argument(help: "The remote's URL, as git gives it.")
  var url: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  /// The most that is read from standard input, in bytes: a hundred thousand refs.
  static let inputLimit = 32 << 20

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try Self.run(invocation, remote: remote, repository.choice, judging.choice)
  }

  /// Judges what standard input names.
  static func run(
    _ invocation: Invocation, remote: String, _ repository: RepositoryChoice = RepositoryChoice(),
    _ judging: JudgingChoice = JudgingChoice()
  ) throws(Failure) -> ExitStatus {
    // All lines are read before anything else: a hook that leaves its input unread kills the push it should judge.
    let lines = try PushLine.parse(try Terminal.readInput(limit: inputLimit))
    guard !lines.isEmpty else { return try nothingNamed() }
    let session = Session(
      invocation, repository, remote: remote, anticipating: PushJudge.questions(lines, remote: remote),
      remembers: true)
    return try PushJudge(session: session, settings: try session.settings(judging), side: .pushing).judge(lines)
  }

  /// Git names no ref when everything is up to date, through a pipe as always. Without a pipe it was not git: a hook
  /// manager kept the refs to itself, and the push would pass unseen.
  private static func nothingNamed() throws(Failure) -> ExitStatus {
    guard Terminal.inputIsPipe else {
      throw Failure(
        .inputIncomplete, "checked 0 refs: none was named on standard input",
        hint: "pass git's standard input on to this hook (lefthook: use_stdin: true), or run gatehouse install")
    }
    Terminal.note("gatehouse  checked 0 refs: git names none that this push changes")
    return .allowed
  }
}

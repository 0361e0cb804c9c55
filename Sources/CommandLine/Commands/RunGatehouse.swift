import ArgumentParser
import Findings
import Glibc

/// Runs the program: arguments in, output and exit code out. The only place that ends the process.
public func runGatehouse() -> Never {
  Terminal.openStandardStreams()
  Memory.keepFreed()
  // A file that may not grow any more is an error of the write, not the end of a hook without a word.
  _ = signal(SIGXFSZ, SIG_IGN)
  // Swift reads its arguments from /proc. Without it there are none at all, and a parser would print its help and exit 0.
  guard !CommandLine.arguments.isEmpty else {
    Terminal.report(
      Failure(
        .inputIncomplete, "the program's arguments cannot be read", hint: "mount /proc: it holds the command line"))
    exit(ExitStatus.incomplete.rawValue)
  }
  exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
}

/// Parses and runs one command.
private func run(_ arguments: [String]) -> ExitStatus {
  do {
    if arguments == ["--version"] {
      try Terminal.output(GatehouseCommand.configuration.version + "\n")
      return .allowed
    }
    if let status = try runPlain(arguments) { return status }
    var command = if let hook = hook(arguments) { hook } else { try GatehouseCommand.parseAsRoot(arguments) }
    if let subcommand = command as? any GatehouseSubcommand { return try subcommand.execute(.ofThisProcess()) }
    // `--help`, `--version` and a bare `gatehouse` are the parser's own.
    try command.run()
    return .allowed
  } catch let failure as Failure {
    Terminal.report(failure)
    return failure.code.exitCode
  } catch {
    let text = DisplayText.escapingPage(GatehouseCommand.fullMessage(for: error), coloured: false)
    guard GatehouseCommand.exitCode(for: error) == .success else {
      Terminal.note(text.hasPrefix("Error: ") ? "error: " + text.dropFirst("Error: ".count) : text)
      return .usage
    }
    return output(help: text)
  }
}

/// Writes the parser's own page.
private func output(help text: String) -> ExitStatus {
  do throws(Failure) {
    try Terminal.output(text + "\n")
    return .allowed
  } catch {
    Terminal.report(error)
    return error.code.exitCode
  }
}

/// What people wait for: the hooks, as the installed scripts call them word for word, a bare `check`, and one of files.
/// Without options there is nothing to parse, and the parser takes longer than the rest of us.
private func runPlain(_ arguments: [String]) throws(Failure) -> ExitStatus? {
  if arguments == ["check"] { return try CheckRun().run(.ofThisProcess()) }
  if arguments.count > 2, arguments.starts(with: ["check", "--files"]) {
    let paths = Array(arguments.dropFirst(2))
    if paths.contains(where: { $0.hasPrefix("-") }) { return nil }
    return try CheckRun(selection: .files(paths)).run(.ofThisProcess())
  }
  guard arguments.count >= 2, arguments[0] == "hook" else { return nil }
  switch (arguments[1], arguments.dropFirst(2).drop { $0 == "--" }) {
  case ("pre-commit", let rest) where rest.isEmpty:
    return try StagedJudge(.ofThisProcess()).runBeforeCommit(isMerge: nil)
  case ("pre-merge-commit", let rest) where rest.isEmpty:
    return try StagedJudge(.ofThisProcess()).runBeforeCommit(isMerge: true)
  case ("pre-push", let rest) where rest.count == 2 && !rest.contains { $0.hasPrefix("-") }:
    return try PrePushHook.run(.ofThisProcess(), remote: rest[rest.startIndex])
  default: return nil
  }
}

/// The hooks as the installed scripts call them, parsed without building the tree of all commands: that alone takes as
/// long as a call of git. Anything unusual is left to the whole parser, which knows how to complain.
private func hook(_ arguments: [String]) -> (any ParsableCommand)? {
  guard arguments.first == "hook", let name = arguments.dropFirst().first else { return nil }
  let rest = Array(arguments.dropFirst(2))
  switch name {
  case "pre-commit": return try? PreCommitHook.parse(rest)
  case "pre-merge-commit": return try? PreMergeCommitHook.parse(rest)
  case "commit-msg": return try? CommitMessageHook.parse(rest)
  case "post-commit": return try? PostCommitHook.parse(rest)
  case "post-merge": return try? PostMergeHook.parse(rest)
  case "post-rewrite": return try? PostRewriteHook.parse(rest)
  case "pre-push": return try? PrePushHook.parse(rest)
  case "pre-receive": return try? PreReceiveHook.parse(rest)
  case "update": return try? UpdateHook.parse(rest)
  default: return nil
  }
}

import Findings
import Gate
import GitProcess
import Repositories

/// What the hooks of the receiving side have in common: a bare repository whose own refs hold the policy, and a pusher who
/// reads what is said through git.
struct ServerHook {
  let invocation: Invocation
  let repository: RepositoryOptions
  let judging: JudgingOptions

  /// Judges the refs of a push. Whatever goes wrong is said in the server's way and stops the push.
  func run(_ readLines: () throws(Failure) -> [PushLine]) -> ExitStatus {
    let voice = HookVoice.ofServer(invocation.environment)
    do throws(Failure) {
      let lines = try readLines()
      guard !lines.isEmpty else {
        throw Failure(
          .inputIncomplete, "checked 0 refs: none was named on standard input",
          hint: "pass git's standard input on to this hook")
      }
      let options = try PushOptions(invocation.environment)
      let session = Session(invocation, repository)
      var settings = try session.settings(judging, pusher: pusher)
      settings.tickets = options.tickets
      guard let head = try session.queries.headBranch() else {
        throw Failure(
          .configuration, "HEAD of this repository names no branch, so that nobody knows its trunk",
          hint: "git symbolic-ref HEAD refs/heads/<trunk>")
      }
      try requireTrunk(head, lines, session)
      let side = PushJudge.Side.receiving(head: head, evidence: options.evidence)
      let judge = try PushJudge(session: session, settings: settings, side: side, voice: voice)
      return judge.judge(try moved(lines, session))
    } catch {
      voice.report(error)
      return error.code.exitCode
    }
  }

  /// The lines by the refs that git will move: of a symbolic ref it moves the one behind it.
  private func moved(_ lines: [PushLine], _ session: Session) throws(Failure) -> [PushLine] {
    var moved: [PushLine] = []
    for line in lines {
      var ref = line.remoteRef
      // As deep as git follows them.
      for _ in 0..<5 {
        guard let target = try session.queries.symbolicTarget(of: ref) else { break }
        ref = target
      }
      moved.append(PushLine(remoteRef: ref, local: line.local, remote: line.remote))
    }
    return moved
  }

  /// Refuses to judge where `HEAD` names a branch that is not there while others are: the policy of none would hold.
  private func requireTrunk(_ head: String, _ lines: [PushLine], _ session: Session) throws(Failure) {
    let branches = try session.queries.references(["refs/heads/"])
    guard !branches.isEmpty, !branches.contains(where: { $0.name == head }),
      !lines.contains(where: { $0.remoteRef == head })
    else { return }
    throw Failure(
      .configuration, "HEAD of this repository names \(DisplayText.escaping(head)), which does not exist",
      hint: "git symbolic-ref HEAD refs/heads/<trunk>")
  }

  /// Whoever pushes, as the server knows them; `nil` on a server that does not say.
  private var pusher: String? {
    ["GL_USERNAME", "GITHUB_USER_LOGIN"].lazy.compactMap { invocation.environment[$0] }.first { !$0.isEmpty }
  }
}
